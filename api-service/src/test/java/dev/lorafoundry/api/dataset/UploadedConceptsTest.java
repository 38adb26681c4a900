package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.InMemoryProjects;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

/** Into which concepts uploaded pictures go. */
final class UploadedConceptsTest {
  private static final DatasetSettings LIMITS =
      new DatasetSettings(
          9, DataSize.ofMegabytes(20), DataSize.ofMegabytes(4), 1_000_000, 9, 50, 3);

  private final InMemoryPictures pictures = new InMemoryPictures();
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryConcepts concepts =
      new InMemoryConcepts(id -> projects.find(id).isPresent());
  private final VersionId version = version();
  private final AddPictures addition =
      new AddPictures(
          pictures,
          concepts,
          new InMemoryPreparations(),
          projects,
          (topic, subject, in, run) -> {},
          new InMemoryObjectStore(),
          TransactionOperations.withoutTransaction(),
          LIMITS);

  @Test
  void foldersOfZipFilesBecomeConceptsAsTheReferenceReadsThem() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("train/10_sks cat/1.png", TestFiles.png(1));
    entries.put("train/10_sks cat/1.txt", text("a cat"));
    entries.put("train/5_dog_big/1.png", TestFiles.png(2));
    entries.put("train/5_dog_big/1.txt", text("a dog"));
    entries.put("train/notes/2.png", TestFiles.png(3));

    UploadReport report = add(file("all.zip", TestFiles.zip(entries)));

    assertThat(report.refused()).isEmpty();
    assertThat(concepts.all(version))
        .extracting(Concept::terms)
        .containsExactly(
            new Concept.Terms("default", null, "", false),
            new Concept.Terms("10_sks cat", 10, "sks cat", false),
            new Concept.Terms("5_dog_big", 5, "dog_big", false));
    assertThat(pictures.all(version))
        .extracting(picture -> nameOf(picture.concept()), picture -> picture.caption().text())
        .containsExactly(
            tuple("10_sks cat", "a cat"), tuple("5_dog_big", "a dog"), tuple("default", ""));

    add(file("more.zip", TestFiles.zip(Map.of("10_SKS cat/2.png", TestFiles.png(4)))));

    assertThat(concepts.all(version)).as("the folder's concept is there").hasSize(3);
    assertThat(nameOf(pictures.all(version).get(3).concept())).isEqualTo("10_sks cat");
  }

  @Test
  void keepsFoldersOfOneNameApart() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("all/img/10_cat/1.png", TestFiles.png(1));
    entries.put("all/img/10_cat/1.txt", text("my cat"));
    entries.put("all/reg/10_cat/1.png", TestFiles.png(2));
    entries.put("all/reg/10_cat/1.txt", text("some cat"));

    UploadReport report = add(file("all.zip", TestFiles.zip(entries)));

    assertThat(report.refused()).isEmpty();
    assertThat(concepts.all(version))
        .extracting(Concept::terms)
        .contains(
            new Concept.Terms("10_cat", 10, "cat", false),
            new Concept.Terms("reg › 10_cat", 10, "cat", true));
    assertThat(pictures.all(version))
        .extracting(picture -> nameOf(picture.concept()), picture -> picture.caption().text())
        .containsExactly(tuple("10_cat", "my cat"), tuple("reg › 10_cat", "some cat"));

    add(file("more.zip", TestFiles.zip(Map.of("REG/10_CAT/2.png", TestFiles.png(3)))));

    assertThat(concepts.all(version)).as("the folder's concept is there").hasSize(3);
    assertThat(nameOf(pictures.all(version).get(2).concept())).isEqualTo("reg › 10_cat");
  }

  @Test
  void namesFoldersByWhereTheyLieWhereOthersAreCalledTheSame() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("near/1_cat/1.png", TestFiles.png(1));
    entries.put("far\\1_CAT\\1.png", TestFiles.png(2));
    entries.put("texts/1_cat/1.txt", text("a cat"));

    UploadReport report = add(file("all.zip", TestFiles.zip(entries)));

    assertThat(concepts.all(version))
        .extracting(Concept::name)
        .containsExactly("default", "near › 1_cat", "far › 1_CAT");
    assertThat(reasons(report))
        .hasEntrySatisfying(
            "all.zip › texts/1_cat/1.txt",
            reason -> assertThat(reason).contains("Several pictures of other concepts"));
  }

  @Test
  void refusesFoldersThatCanNotBeConceptsAndTakesTheRest() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("0_cat/1.png", TestFiles.png(1));
    entries.put("10001_cat/2.png", TestFiles.png(2));
    entries.put("12345678901_cat/3.png", TestFiles.png(3));
    entries.put("2_a\tb/4.png", TestFiles.png(4));
    entries.put("1_cat/5.png", TestFiles.png(5));

    UploadReport report = add(file("all.zip", TestFiles.zip(entries)));

    assertThat(report.accepted()).hasSize(1);
    assertThat(reasons(report).values())
        .satisfiesExactly(
            reason -> assertThat(reason).contains("folder '0_cat'", "repeats 0 is not allowed"),
            reason -> assertThat(reason).contains("repeats 10001", "1 to 10,000"),
            reason -> assertThat(reason).contains("more than 9 digits"),
            reason -> assertThat(reason).contains("control characters"));
  }

  @Test
  void takesFilesWithPathsAsThoseOfAZip() throws IOException {
    UploadReport report =
        add(
            file("train/10_a/1.png", TestFiles.png(1)),
            file("train\\20_b\\1.png", TestFiles.png(2)),
            file("train/10_a/1.txt", text("one")),
            file("train/20_b/1.txt", text("two")),
            file("train/10_a/masks/1.png", TestFiles.png(4)));

    assertThat(report.refused()).isEmpty();
    assertThat(concepts.all(version))
        .extracting(Concept::terms)
        .containsExactly(
            new Concept.Terms("default", null, "", false),
            new Concept.Terms("10_a", 10, "a", false),
            new Concept.Terms("20_b", 20, "b", false));
    assertThat(pictures.all(version))
        .extracting(
            picture -> nameOf(picture.concept()),
            picture -> picture.caption().text(),
            picture -> picture.original().mask() != null)
        .containsExactly(tuple("10_a", "one", true), tuple("20_b", "two", false));
  }

  @Test
  void tellsFoldersOfOneNameApartThoughTheirFilesComeOneByOne() throws IOException {
    SentFolders folders = SentFolders.of("near/1_cat\nfar/1_cat\n");

    for (UploadedFile file :
        List.of(
            file("near/1_cat/1.png", TestFiles.png(1)),
            file("far/1_cat/1.png", TestFiles.png(2)),
            file("far/1_cat/1.txt", text("a far cat")))) {
      assertThat(addition.add(version, ConceptId.first(version), List.of(file), folders).refused())
          .isEmpty();
    }

    assertThat(pictures.all(version))
        .extracting(picture -> nameOf(picture.concept()), picture -> picture.caption().text())
        .containsExactly(tuple("near › 1_cat", ""), tuple("far › 1_cat", "a far cat"));
  }

  @Test
  void readsNoFoldersInPathsThatLeadOut() throws IOException {
    UploadReport report =
        add(
            file("../5_a/1.png", TestFiles.png(1)),
            file("/5_a/2.png", TestFiles.png(2)),
            file("C:\\5_a\\3.png", TestFiles.png(3)),
            file("../masks/4.png", TestFiles.png(4)),
            file("0_a/5.png", TestFiles.png(5)));

    assertThat(report.accepted())
        .extracting(picture -> picture.original().name())
        .containsExactly("1.png", "2.png", "3.png", "4.png");
    assertThat(concepts.all(version)).hasSize(1);
    assertThat(reasons(report))
        .hasEntrySatisfying(
            "0_a/5.png", reason -> assertThat(reason).contains("repeats 0 is not allowed"));
  }

  @Test
  void refusesMoreFoldersThanAnybodyHas() {
    assertThat(SentFolders.of(null).paths()).isEmpty();
    assertThatThrownBy(() -> SentFolders.of("a\n".repeat(1_001)))
        .isInstanceOf(FoldersRefused.class)
        .hasMessageContaining("1,001 lines");
    assertThatThrownBy(() -> SentFolders.of("a".repeat(1_001)))
        .hasMessageContaining("1,001 characters");
  }

  @Test
  void refusesMoreConceptsThanAllowed() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("1_a/1.png", TestFiles.png(1));
    entries.put("1_b/2.png", TestFiles.png(2));
    entries.put("1_c/3.png", TestFiles.png(3));

    UploadReport report = add(file("all.zip", TestFiles.zip(entries)));

    assertThat(concepts.all(version)).hasSize(3);
    assertThat(reasons(report))
        .hasEntrySatisfying(
            "all.zip › 1_c/3.png",
            reason -> assertThat(reason).contains("3 concepts, which is the most allowed"));
    assertThat(pictures.discarded(9)).hasSize(1);
  }

  @Test
  void addsPicturesToTheConceptThatIsChosen() throws IOException {
    Concept dog =
        new Concept(ConceptId.random(), version, new Concept.Terms("dog", 1, "dog", false));
    concepts.add(dog);

    addition.add(
        version, dog.id(), List.of(file("a.png", TestFiles.png(1))), SentFolders.OF_THE_FILES);

    assertThat(pictures.all(version).get(0).concept()).isEqualTo(dog.id());
    assertThatThrownBy(
            () ->
                addition.add(
                    version,
                    ConceptId.random(),
                    List.of(file("b.png", TestFiles.png(2))),
                    SentFolders.OF_THE_FILES))
        .isInstanceOf(ConceptNotFound.class);
  }

  @Test
  void givesTextsToPicturesOfTheirOwnConceptAlone() throws IOException {
    Concept dog =
        new Concept(ConceptId.random(), version, new Concept.Terms("dog", 1, "dog", false));
    concepts.add(dog);
    add(file("1.png", TestFiles.png(1)));
    add(file("1.txt", text("a cat")));

    addition.add(
        version,
        dog.id(),
        List.of(file("1.png", TestFiles.png(2)), file("1.txt", text("a dog"))),
        SentFolders.OF_THE_FILES);

    assertThat(pictures.all(version))
        .extracting(picture -> nameOf(picture.concept()), picture -> picture.caption().text())
        .containsExactly(tuple("default", "a cat"), tuple("dog", "a dog"));
  }

  @Test
  void findsPicturesWhoseConceptHasAnotherNameNow() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("10_sks cat/1.png", TestFiles.png(1));
    entries.put("10_sks cat/1.txt", text("a cat"));
    add(file("all.zip", TestFiles.zip(entries)));
    Concept made = concepts.all(version).get(1);
    concepts.change(new Concept(made.id(), version, new Concept.Terms("cat", 10, "sks", false)));
    entries.put("10_sks cat/1.txt", text("a better cat"));

    UploadReport report = add(file("all.zip", TestFiles.zip(entries)));

    assertThat(reasons(report).values())
        .singleElement()
        .satisfies(reason -> assertThat(reason).contains("The same picture is there already"));
    assertThat(concepts.all(version)).as("none is made for a text").hasSize(2);
    assertThat(pictures.all(version))
        .singleElement()
        .satisfies(picture -> assertThat(picture.caption().text()).isEqualTo("a better cat"));
  }

  @Test
  void refusesTextsOfWhichNobodyKnowsWhoseTheyAre() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("1_cat/1.png", TestFiles.png(1));
    entries.put("1_dog/1.png", TestFiles.png(2));
    add(file("all.zip", TestFiles.zip(entries)));

    UploadReport report = add(file("1.txt", text("a cat or a dog")));

    assertThat(reasons(report))
        .hasEntrySatisfying(
            "1.txt",
            reason -> assertThat(reason).contains("Several pictures of other concepts are named"));
    assertThat(pictures.all(version)).allMatch(picture -> picture.caption().text().isEmpty());
  }

  @Test
  void takesYearsAndDatesForNamesOfFolders() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("2023/1.png", TestFiles.png(1));
    entries.put("20240512/2.png", TestFiles.png(2));
    entries.put("12/3.png", TestFiles.png(3));

    UploadReport report = add(file("all.zip", TestFiles.zip(entries)));

    assertThat(report.refused()).isEmpty();
    assertThat(concepts.all(version)).extracting(Concept::name).containsExactly("default", "12");
  }

  private String nameOf(ConceptId concept) {
    return concepts.find(concept).orElseThrow().name();
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
