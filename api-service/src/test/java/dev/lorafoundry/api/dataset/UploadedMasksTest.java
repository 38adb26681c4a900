package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.InMemoryProjects;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

/** Masks that are uploaded beside their pictures. */
final class UploadedMasksTest {
  private static final DatasetSettings LIMITS =
      new DatasetSettings(
          9, DataSize.ofMegabytes(20), DataSize.ofMegabytes(4), 1_000_000, 9, 50, 3);
  private static final byte[] MASK = TestFiles.png(77);

  private final InMemoryPictures pictures = new InMemoryPictures();
  private final InMemoryPreparations preparations = new InMemoryPreparations();
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryConcepts concepts =
      new InMemoryConcepts(id -> projects.find(id).isPresent());
  private final VersionId version = version();
  private final AddPictures addition =
      new AddPictures(
          pictures,
          concepts,
          preparations,
          projects,
          (topic, subject, in, run) -> {},
          store,
          TransactionOperations.withoutTransaction(),
          LIMITS);

  private final ChangeMask changes =
      new ChangeMask(
          pictures, preparations, store, TransactionOperations.withoutTransaction(), LIMITS);

  @Test
  void aFileInAFolderOfMasksBelongsToThePictureOfItsName() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("10_cat/masks/a.png", MASK);
    entries.put("10_cat/a.jpg", TestFiles.png(1));
    entries.put("10_cat/a.txt", "a cat".getBytes(StandardCharsets.UTF_8));
    entries.put("10_cat/b.png", TestFiles.png(2));
    entries.put("5_dog/a.png", TestFiles.png(3));
    entries.put("5_dog/Conditioning/a.webp", TestFiles.png(78));

    UploadReport report = add(entries);

    assertThat(report.refused()).isEmpty();
    assertThat(report.accepted()).hasSize(3).containsExactlyInAnyOrderElementsOf(all());
    assertThat(all())
        .extracting(each -> each.original().mask() != null)
        .containsExactly(true, false, true);
    assertThat(all().get(0).caption().text()).isEqualTo("a cat");
    Mask mask = Objects.requireNonNull(all().get(0).original().mask());
    assertThat(store.read(new ObjectKey(mask.key()), mask.sha256())).isEqualTo(MASK);
    assertThat(pictures.reserved()).isEmpty();
    assertThat(concepts.all(version)).hasSize(3);
  }

  @Test
  void anotherMaskReplacesTheFirstAndWhatWasPreparedWithIt() throws IOException {
    add(Map.of("a.png", TestFiles.png(1), "masks/a.png", MASK));
    Picture first = all().get(0);
    Outcome prepared =
        new Outcome.Prepared(
            PictureExample.FORM, List.of(PictureExample.processed(first, 0, 64, 64)));
    pictures.outcome(first.id(), prepared);

    add(Map.of("masks/a.png", MASK));
    assertThat(all().get(0)).as("the same").isEqualTo(first.with(prepared));

    add(Map.of("masks/a.png", TestFiles.png(78)));
    assertThat(all().get(0).outcome()).isEqualTo(new Outcome.Unprepared());
    assertThat(pictures.discarded(9))
        .contains(Objects.requireNonNull(first.original().mask()).key())
        .contains(prepared.pictures().get(0).key())
        .doesNotContain(Objects.requireNonNull(all().get(0).original().mask()).key());
  }

  @Test
  void onePictureGetsAMaskAndLosesIt() throws IOException {
    add(Map.of("a.png", TestFiles.png(1)));
    Picture bare = all().get(0);
    pictures.outcome(
        bare.id(),
        new Outcome.Prepared(
            PictureExample.FORM, List.of(PictureExample.processed(bare, 0, 64, 64))));

    Picture masked = changes.give(bare.id(), MASK);

    assertThat(all()).containsExactly(masked);
    Mask mask = Objects.requireNonNull(masked.original().mask());
    assertThat(store.read(new ObjectKey(mask.key()), mask.sha256())).isEqualTo(MASK);
    assertThat(masked.outcome()).isEqualTo(new Outcome.Unprepared());
    assertThat(changes.give(bare.id(), MASK)).as("the same").isEqualTo(masked);
    assertThat(pictures.discarded(9)).hasSize(2).doesNotContain(mask.key());

    assertThat(changes.take(bare.id())).isEqualTo(bare);
    assertThat(all()).containsExactly(bare);
    assertThat(pictures.discarded(9)).hasSize(3).contains(mask.key());
    assertThat(changes.take(bare.id())).as("again").isEqualTo(bare);
  }

  @Test
  void onePictureGetsNoMaskThatIsNone() throws IOException {
    add(Map.of("a.png", TestFiles.png(1)));
    PictureId picture = all().get(0).id();

    assertThatThrownBy(() -> changes.give(picture, "no".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MaskRefused.class)
        .hasMessageContaining("not a picture");
    assertThatThrownBy(() -> changes.give(PictureId.random(), MASK))
        .isInstanceOf(PictureNotFound.class);
  }

  @Test
  void goesWithItsPicture() throws IOException {
    add(Map.of("a.png", TestFiles.png(1), "masks/a.png", MASK));
    Picture picture = all().get(0);

    new RemovePicture(
            pictures, (topic, subject, in, run) -> {}, TransactionOperations.withoutTransaction())
        .remove(picture.id());

    assertThat(pictures.discarded(9))
        .containsExactlyInAnyOrder(
            picture.original().key(), Objects.requireNonNull(picture.original().mask()).key());
  }

  @Test
  void isToldToWorkers() throws IOException {
    add(Map.of("a.png", TestFiles.png(1), "masks/a.png", MASK));
    Mask mask = Objects.requireNonNull(all().get(0).original().mask());

    assertThat(Objects.requireNonNull(all().get(0).forWorker().mask()).key()).isEqualTo(mask.key());
  }

  @Test
  void refusesMasksOfNoPicture() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a.png", TestFiles.png(1));
    entries.put("a.jpg", TestFiles.png(2));
    entries.put("masks/a.png", MASK);
    entries.put("masks/b.png", TestFiles.png(78));
    entries.put("masks/c.png", "no picture".getBytes(StandardCharsets.UTF_8));

    UploadReport report = add(entries);

    assertThat(report.refused())
        .extracting(UploadReport.RefusedFile::reason)
        .satisfiesExactlyInAnyOrder(
            reason -> assertThat(reason).startsWith("Several pictures are named 'a'"),
            reason -> assertThat(reason).startsWith("There is no picture named 'b'"),
            reason -> assertThat(reason).startsWith("The file is not a picture"));
    assertThat(pictures.discarded(9)).hasSize(2);
    assertThat(pictures.reserved()).isEmpty();
  }

  @Test
  void waitsUntilAPreparationHasEnded() throws IOException {
    add(Map.of("a.png", TestFiles.png(1)));
    preparations.add(
        new Preparation(
            PreparationId.random(),
            version,
            PictureExample.FORM,
            WorkState.QUEUED,
            1,
            0,
            List.of(),
            "",
            Instant.EPOCH,
            null),
        all());

    UploadReport report = add(Map.of("masks/a.png", MASK));

    assertThat(report.refused())
        .singleElement()
        .satisfies(
            refused ->
                assertThat(refused.reason()).startsWith("The dataset is being prepared: upload"));
    assertThat(all().get(0).original().mask()).isNull();
    assertThatThrownBy(() -> changes.give(all().get(0).id(), MASK))
        .isInstanceOf(DatasetBusy.class)
        .hasMessageStartingWith("The dataset is being prepared: upload the mask again");
  }

  private VersionId version() {
    Project project = Project.named("cats", Instant.EPOCH);
    projects.add(project);
    DatedVersion made = project.newVersion("v1", Instant.EPOCH);
    projects.add(made);
    return made.version().id();
  }

  private List<Picture> all() {
    return pictures.all(version);
  }

  private UploadReport add(Map<String, byte[]> entries) throws IOException {
    byte[] zip = TestFiles.zip(entries);
    return addition.add(
        version,
        List.of(new UploadedFile("all.zip", zip.length, () -> new ByteArrayInputStream(zip))));
  }
}
