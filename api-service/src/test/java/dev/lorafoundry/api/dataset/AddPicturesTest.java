package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.InMemoryProjects;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

final class AddPicturesTest {
  private static final byte[] PNG = TestFiles.png(1);
  private static final DatasetSettings LIMITS =
      new DatasetSettings(
          4, DataSize.ofMegabytes(20), DataSize.ofMegabytes(4), 1_000_000, 5, 50, 3);

  private final InMemoryPictures pictures = new InMemoryPictures();
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryConcepts concepts =
      new InMemoryConcepts(id -> projects.find(id).isPresent());
  private final VersionId version = version();
  private final AddPictures addition = addition(TransactionOperations.withoutTransaction());

  @Test
  void keepsPicturesAndTheirCaptions() throws IOException {
    byte[] cat = TestFiles.png(1);
    UploadReport report =
        add(
            file("cat.png", cat),
            file("cat.txt", text("a cat\nsecond line")),
            file("dog.png", TestFiles.png(2)));

    assertThat(report.refused()).isEmpty();
    assertThat(report.accepted())
        .extracting(picture -> picture.original().name())
        .containsExactly("cat.png", "dog.png");
    Picture first = pictures.all(version).get(0);
    assertThat(first.caption().text()).isEqualTo("a cat\nsecond line");
    assertThat(first.index()).isZero();
    assertThat(first.original().width()).isEqualTo(20);
    assertThat(store.read(new ObjectKey(first.original().key()))).isEqualTo(cat);
    assertThat(pictures.all(version).get(1).caption().text()).isEmpty();
  }

  @Test
  void takesPicturesAndCaptionsOutOfZipFiles() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("set/cat.txt", text("\ufeffa cat"));
    entries.put("set/cat.png", TestFiles.png(1));
    entries.put("__MACOSX/set/._cat.png", text("litter"));

    UploadReport report = add(file("all.zip", TestFiles.zip(entries)));

    assertThat(report.refused()).isEmpty();
    assertThat(pictures.all(version)).hasSize(1);
    assertThat(pictures.all(version).get(0).caption().text()).isEqualTo("a cat");
    assertThat(pictures.all(version).get(0).original().name()).isEqualTo("cat.png");
  }

  @Test
  void takesCaptionsWithLongNotesBelow() throws IOException {
    UploadReport report =
        add(
            file("cat.png", TestFiles.png(1)),
            file("cat.txt", text("a cat\nnotes:\tnone\n" + "more of them\n".repeat(500))));

    assertThat(report.refused()).isEmpty();
    assertThat(pictures.all(version).get(0).caption().text()).startsWith("a cat\nnotes: none\n");
  }

  @Test
  void captionsAPictureThatIsThereAlready() throws IOException {
    add(file("cat.png", TestFiles.png(1)));

    UploadReport report = add(file("cat.txt", text("a cat")), file("dog.txt", text("a dog")));

    assertThat(report.accepted()).hasSize(1);
    assertThat(pictures.all(version).get(0).caption()).isEqualTo(new Caption("a cat", 2));
    assertThat(report.refused())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.name()).isEqualTo("dog.txt");
              assertThat(refused.reason()).contains("no picture named 'dog'");
            });
  }

  @Test
  void takesCaptionsOfBothExtensionsButOneForEachPicture() throws IOException {
    UploadReport report =
        add(
            file("cat.png", TestFiles.png(1)),
            file("dog.png", TestFiles.png(2)),
            file("cat.caption", text("a cat")),
            file("dog.CAPTION", text("a dog")),
            file("dog.txt", text("another dog")));

    assertThat(pictures.all(version))
        .extracting(picture -> picture.caption().text())
        .containsExactly("a cat", "a dog");
    assertThat(reasons(report))
        .containsOnlyKeys("dog.txt")
        .hasEntrySatisfying("dog.txt", reason -> assertThat(reason).contains("'dog.png' already"));
    assertThat(add(file("dog.txt", text("another dog"))).refused()).isEmpty();
  }

  @Test
  void reportsEachFileThatItCanNotUse() throws IOException {
    UploadReport report =
        add(
            file("empty.png", new byte[0]),
            file("text.png", text("no picture")),
            file("bomb.png", TestFiles.pngHeader(60_000, 60_000)),
            file("cut.png", Arrays.copyOf(TestFiles.png(1), 20)),
            file("large.png", new byte[(4 << 20) + 1]),
            file("vector.svg", text("<svg onload='alert(1)'/>")),
            file("a\u0000b.png", TestFiles.png(3)),
            file("x".repeat(300) + ".png", TestFiles.png(4)),
            file("../../cat.png", TestFiles.png(5)),
            file("again.png", TestFiles.png(5)),
            file("cat.txt", new byte[] {(byte) 0xff, (byte) 0xfe, 0}));

    assertThat(report.accepted())
        .extracting(picture -> picture.original().name())
        .containsExactly("cat.png");
    assertThat(reasons(report))
        .containsEntry("empty.png", "The file is empty.")
        .hasEntrySatisfying("text.png", reason -> assertThat(reason).contains("use PNG, JPEG"))
        .hasEntrySatisfying("bomb.png", reason -> assertThat(reason).contains("60,000 × 60,000"))
        .hasEntrySatisfying("cut.png", reason -> assertThat(reason).contains("damaged"))
        .hasEntrySatisfying("large.png", reason -> assertThat(reason).contains("4,194,304"))
        .hasEntrySatisfying("vector.svg", reason -> assertThat(reason).contains("use PNG, JPEG"))
        .hasEntrySatisfying("a�b.png", reason -> assertThat(reason).contains("control"))
        .hasEntrySatisfying("again.png", reason -> assertThat(reason).contains("as 'cat.png'"))
        .hasEntrySatisfying("cat.txt", reason -> assertThat(reason).contains("UTF-8"))
        .hasSize(10);
    assertThat(store.list("")).hasSize(1);
  }

  @Test
  void refusesMorePicturesThanAllowed() throws IOException {
    UploadReport report =
        add(
            file("1.png", TestFiles.png(1)),
            file("2.png", TestFiles.png(2)),
            file("3.png", TestFiles.png(3)),
            file("4.png", TestFiles.png(4)),
            file("5.png", TestFiles.png(5)));

    assertThat(reasons(report))
        .hasEntrySatisfying("5.png", reason -> assertThat(reason).contains("most allowed"))
        .hasSize(1);
    assertThat(store.list("")).hasSize(4);
  }

  @Test
  void refusesEntriesThatLeadOutOfAZipFile() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("../../etc/cat.png", TestFiles.png(1));
    entries.put("/root/cat.png", TestFiles.png(2));
    entries.put("C:\\cat.png", TestFiles.png(3));
    entries.put("fine.png", TestFiles.png(4));

    UploadReport report = add(file("slip.zip", TestFiles.zip(entries)));

    assertThat(report.accepted()).hasSize(1);
    assertThat(report.refused())
        .hasSize(3)
        .allSatisfy(refused -> assertThat(refused.reason()).contains("leads out"));
  }

  @Test
  void refusesZipBombsAsAWhole() throws IOException {
    Map<String, byte[]> tight = new LinkedHashMap<>();
    tight.put("cat.png", TestFiles.png(1));
    tight.put("zeros.png", new byte[3 << 20]);
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 6; i++) {
      many.put(i + ".txt", text("x"));
    }

    UploadReport report =
        add(file("tight.zip", TestFiles.zip(tight)), file("many.zip", TestFiles.zip(many)));

    assertThat(report.accepted()).isEmpty();
    assertThat(reasons(report))
        .hasEntrySatisfying("tight.zip", reason -> assertThat(reason).contains("bomb"))
        .hasEntrySatisfying("many.zip", reason -> assertThat(reason).contains("6 entries"));
  }

  @Test
  void refusesWhatUnpacksToTooMuch() throws IOException {
    byte[] noise = new byte[3 << 20];
    new java.util.Random(1).nextBytes(noise);
    byte[] half = Arrays.copyOf(noise, 6 << 20);
    Map<String, byte[]> large = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      large.put(i + ".png", half);
    }

    assertThat(reasons(add(file("large.zip", TestFiles.zip(large)))))
        .hasEntrySatisfying("large.zip", reason -> assertThat(reason).contains("unpacks to"));
  }

  @Test
  void refusesZipFilesWhoseSizesAddUpToMoreThanANumberHolds() throws IOException {
    byte[] zip = TestFiles.zipThatClaims(3, 1L << 62);

    assertThat(reasons(add(file("p.png", PNG), file("vast.zip", zip))))
        .hasEntrySatisfying("vast.zip", reason -> assertThat(reason).contains("unpacks to 9,223"))
        .hasSize(1);
  }

  @Test
  void refusesZipFilesWithinZipFilesAndDamagedOnes() throws IOException {
    byte[] inner = TestFiles.zip(Map.of("cat.png", TestFiles.png(1)));
    byte[] outer = TestFiles.zip(Map.of("inner.png", inner));

    UploadReport report =
        add(file("outer.zip", outer), file("cut.zip", Arrays.copyOf(outer, outer.length - 30)));

    assertThat(reasons(report))
        .hasEntrySatisfying(
            "outer.zip › inner.png", reason -> assertThat(reason).contains("zip file in a zip"))
        .hasEntrySatisfying("cut.zip", reason -> assertThat(reason).contains("damaged"));
  }

  @Test
  void refusesEntriesThatEndTooEarly() throws IOException {
    byte[] zip = TestFiles.zip(Map.of("cat.txt", text("a cat ".repeat(50))));
    // compressed size in the directory's only entry
    int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\001\002");
    zip[directory + 20] = (byte) (zip[directory + 20] - 5);

    assertThat(reasons(add(file("early.zip", zip))))
        .hasEntrySatisfying(
            "early.zip › cat.txt", reason -> assertThat(reason).contains("damaged there"));
  }

  @Test
  void takesNamesThatAreNotInUtf8() throws IOException {
    byte[] zip = TestFiles.zip(Map.of("B\u00e4r.png", TestFiles.png(1)), Charset.forName("IBM437"));

    UploadReport report = add(file("old.zip", zip));

    assertThat(report.refused()).isEmpty();
    assertThat(pictures.all(version).get(0).original().name()).isEqualTo("B\u00e4r.png");
  }

  @Test
  void refusesDirectoriesThatAreLongerThanTheirEntriesNeed() throws IOException {
    byte[] zip = TestFiles.zip(Map.of("x".repeat(20_000), text("x")));

    assertThat(reasons(add(file("long.zip", zip))))
        .hasEntrySatisfying(
            "long.zip", reason -> assertThat(reason).contains("directory has 20,0"));
  }

  @Test
  void refusesWhatIsMoreThanOneUploadMayBe() throws IOException {
    UploadedFile[] files = new UploadedFile[6];
    for (int i = 0; i < files.length; i++) {
      files[i] = new UploadedFile(i + ".png", 4 << 20, () -> new ByteArrayInputStream(text("x")));
    }

    assertThat(reasons(add(files)).get("5.png")).contains("20,971,520");
  }

  @Test
  void countsAllFilesOfAnUploadTogether() throws IOException {
    byte[] noise = new byte[7 << 20];
    new java.util.Random(1).nextBytes(noise);
    byte[] zip = TestFiles.zip(Map.of("noise.txt", noise));
    // 3 × 7 MB in zip files and 20 allowed; their packed sizes do not count besides
    UploadReport report =
        add(file("1.zip", zip), file("2.zip", zip), file("3.zip", zip), file("p.png", PNG));

    assertThat(reasons(report))
        .hasEntrySatisfying("3.zip", reason -> assertThat(reason).contains("with all other files"))
        .containsKey("1.zip › noise.txt")
        .containsKey("2.zip › noise.txt")
        .doesNotContainKey("p.png");
    assertThat(report.accepted()).hasSize(1);
  }

  @Test
  void saysThatAZipFileHasAPassword() throws IOException {
    byte[] zip = TestFiles.zip(Map.of("cat.png", PNG));
    int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\001\002");
    zip[6] |= 1;
    zip[directory + 8] |= 1;

    assertThat(reasons(add(file("secret.zip", zip))))
        .hasEntrySatisfying(
            "secret.zip", reason -> assertThat(reason).contains("has a password", "without one"));
  }

  @Test
  void storesAllFilesBeforeItsOnlyTransaction() throws IOException {
    List<Integer> storedBefore = new ArrayList<>();
    UploadReport report =
        addition(
                new TransactionOperations() {
                  @Override
                  public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                    storedBefore.add(store.list("").size());
                    assertThat(pictures.reserved()).hasSize(2);
                    return TransactionOperations.withoutTransaction().execute(action);
                  }
                })
            .add(version, List.of(file("1.png", PNG), file("2.png", TestFiles.png(2))));

    assertThat(storedBefore).containsExactly(2);
    assertThat(report.accepted()).hasSize(2);
    assertThat(pictures.reserved()).isEmpty();
    assertThat(pictures.discarded(9)).isEmpty();
  }

  @Test
  void leavesFilesOfAFailedUploadToTheSweep() {
    AddPictures failing =
        addition(
            new TransactionOperations() {
              @Override
              public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                throw new IllegalStateException("database");
              }
            });

    assertThatThrownBy(() -> failing.add(version, List.of(file("1.png", PNG))))
        .hasMessage("database");
    assertThat(pictures.reserved())
        .containsExactlyElementsOf(store.list("").stream().map(each -> each.key().value()).toList())
        .hasSize(1);
  }

  @Test
  void discardsTheFileOfAPictureThatSomebodyAddedMeanwhile() throws IOException {
    AddPictures slower =
        addition(
            new TransactionOperations() {
              @Override
              public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                unchecked(() -> add(file("theirs.png", PNG)));
                return TransactionOperations.withoutTransaction().execute(action);
              }
            });

    UploadReport report = slower.add(version, List.of(file("mine.png", PNG)));

    assertThat(reasons(report).get("mine.png")).contains("there already, as 'theirs.png'");
    assertThat(pictures.discarded(9)).hasSize(1);
  }

  private static <T> T unchecked(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private AddPictures addition(TransactionOperations transactions) {
    return new AddPictures(
        pictures,
        concepts,
        new InMemoryPreparations(),
        projects,
        (topic, subject, in, run) -> {},
        store,
        transactions,
        LIMITS);
  }

  private UploadReport add(UploadedFile... files) throws IOException {
    return addition.add(version, List.of(files));
  }

  private static UploadedFile file(String name, byte[] bytes) {
    return new UploadedFile(name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> reasons(UploadReport report) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (RefusedFile refused : report.refused()) {
      reasons.put(refused.name(), refused.reason());
    }
    return reasons;
  }

  private VersionId version() {
    Project project = Project.named("cats", Instant.EPOCH);
    projects.add(project);
    DatedVersion made = project.newVersion("v1", Instant.EPOCH);
    projects.add(made);
    return made.version().id();
  }
}
