package dev.lorafoundry.api.dataset;

import static dev.lorafoundry.api.dataset.PictureExample.aPicture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.api.dataset.DatasetSummary.Bucket;
import dev.lorafoundry.api.dataset.DatasetSummary.Part;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.InMemoryProjects;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.contracts.settings.ResizeMethod;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

final class TakeSnapshotsTest {
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryPictures pictures = new InMemoryPictures();
  private final InMemoryConcepts concepts =
      new InMemoryConcepts(id -> projects.find(id).isPresent());
  private final InMemoryPreparationPlans plans = new InMemoryPreparationPlans();
  private final InMemoryPreparations preparations = new InMemoryPreparations();
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final VersionId version = version();
  private final Snapshots snapshots =
      new TakeSnapshots(
          pictures,
          concepts,
          plans,
          preparations,
          projects,
          store,
          TransactionOperations.withoutTransaction());

  @Test
  void freezesPicturesWithTheirCaptions() {
    pictures.add(aPicture(version, 0).captioned("a cat\non a tree").prepared().picture());
    pictures.add(aPicture(version, 1).prepared().picture());
    pictures.add(aPicture(version, 2).refused("It is no picture.").picture());

    DatasetSnapshot snapshot = read(take());

    assertThat(snapshot.concepts())
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.repeats()).isEqualTo(170);
              assertThat(only.classTokens()).isEqualTo("cats");
              assertThat(only.regularisation()).isFalse();
            });
    assertThat(snapshot.buckets()).isNull();
    assertThat(snapshot.resizeMethod()).isEqualTo(ResizeMethod.LANCZOS);
    assertThat(snapshot.pictures())
        .extracting(DatasetSnapshot.Picture::name)
        .containsExactly("00000-0-p.png", "00001-0-p.png");
    assertThat(snapshot.pictures())
        .extracting(DatasetSnapshot.Picture::caption)
        .containsExactly("a cat\non a tree", "cats");
    assertThat(snapshot.pictures())
        .extracting(DatasetSnapshot.Picture::framing)
        .containsOnly(PictureExample.FRAMING);
  }

  @Test
  void givesTheSameSnapshotForTheSameContent() {
    Picture picture = aPicture(version, 0).captioned("a cat").prepared().picture();
    pictures.add(picture);
    SnapshotReference first = take();

    assertThat(snapshots.key(version)).contains(first.key());
    assertThat(take()).isEqualTo(first);
    assertThat(first.key()).matches("snapshots/[0-9a-f]{64}\\.json");
    assertThat(store.list("snapshots/")).hasSize(1);

    pictures.caption(picture.id(), picture.caption().changedTo("a dog"));
    assertThat(snapshots.key(version)).isPresent().isNotEqualTo(Optional.of(first.key()));
    assertThat(store.list("snapshots/")).hasSize(1);
    assertThat(take()).isNotEqualTo(first);
  }

  @Test
  void givesTheSameSnapshotAfterAnotherPreparationOfTheSame() {
    Picture picture = aPicture(version, 0).prepared().picture();
    pictures.add(picture);
    SnapshotReference first = take();
    pictures.outcome(
        picture.id(),
        new Outcome.Prepared(
            PictureExample.FORM,
            picture.outcome().pictures().stream().map(TakeSnapshotsTest::elsewhere).toList()));

    assertThat(take()).isEqualTo(first);
    assertThat(store.read(new ObjectKey(first.key()), first.sha256())).isNotEmpty();
    assertThat(store.list("snapshots/")).hasSize(1);
  }

  /** As of a version that this one was copied from, and that was deleted for good. */
  @Test
  void writesASnapshotAnewWhosePicturesAreGone() {
    pictures.add(aPicture(version, 0).prepared().picture());
    SnapshotReference first = take();
    ObjectKey key = new ObjectKey(first.key());
    String manifest = new String(store.read(key), StandardCharsets.UTF_8);
    String gone = manifest.replace("datasets/x/", "datasets/gone/");
    store.put(key, Content.of(gone.getBytes(StandardCharsets.UTF_8), Content.JSON));

    assertThat(gone).isNotEqualTo(manifest);
    assertThat(take()).isEqualTo(first);
    assertThat(store.read(key, first.sha256()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(manifest);
  }

  private static Processed elsewhere(Processed picture) {
    return new Processed(
        picture.subIndex(),
        picture.name(),
        picture.key() + "-2",
        picture.sha256(),
        picture.width(),
        picture.height(),
        picture.bytes(),
        picture.framing());
  }

  /** Trainings that are done are found by it: another key would repeat them all. */
  @Test
  void aDatasetOfOneConceptHasTheKeyThatItHadBeforeThereWereSeveral() {
    pictures.add(aPicture(version, 0).captioned("a cat").prepared().picture());
    String older =
        """
        {"repeats":512,"classTokens":"cats","pictures":[{"name":"00000-0-p.png","key":"",\
        "sha256":"sha0","width":512,"height":512,"caption":"a cat",\
        "framing":{"originalWidth":640,"originalHeight":480,"left":85,"top":0}}]}""";

    assertThat(take().key()).isEqualTo("snapshots/" + DigestUtils.sha256Hex(older) + ".json");
  }

  @Test
  void freezesPicturesByConcepts() {
    Concept dog = concept(new Concept.Terms("10_sks dog", 10, "sks dog", false));
    Concept kept = concept(new Concept.Terms("dogs", -1, "dog", true));
    concept(new Concept.Terms("nothing", 1, "", false));
    pictures.add(aPicture(version, 0).in(dog.id()).prepared().picture());
    pictures.add(aPicture(version, 1).captioned("a cat").prepared().picture());
    pictures.add(aPicture(version, 2).in(kept.id()).prepared().picture());
    plans.change(version, SettingsEdition.DEFAULTS.changedTo(repeated(3)));

    DatasetSnapshot snapshot = read(take());

    assertThat(snapshot.concepts())
        .extracting(
            DatasetSnapshot.Concept::name,
            DatasetSnapshot.Concept::repeats,
            DatasetSnapshot.Concept::classTokens,
            DatasetSnapshot.Concept::regularisation)
        .containsExactly(
            tuple("default", 3, "cats", false),
            tuple("10_sks dog", 10, "sks dog", false),
            tuple("dogs", 512, "dog", true));
    assertThat(snapshot.pictures())
        .extracting(DatasetSnapshot.Picture::caption)
        .containsExactly("a cat", "sks dog", "dog");
    assertThat(snapshots.summary(version).concepts())
        .containsExactly(
            new Part("default", false, 1, 1, 3, 3),
            new Part("10_sks dog", false, 1, 1, 10, 10),
            new Part("dogs", true, 1, 1, 512, 512));
    assertThat(snapshots.summary(version).samplesPerEpoch()).isEqualTo(3 + 10 + 512);
  }

  @Test
  void regularisationPicturesAreNeverCaptionedByTheProjectsName() {
    Concept kept = concept(new Concept.Terms("known", 1, "", true));
    pictures.add(aPicture(version, 0).prepared().picture());
    pictures.add(aPicture(version, 1).in(kept.id()).prepared().picture());

    DatasetSnapshot snapshot = read(take());

    assertThat(snapshot.pictures())
        .extracting(DatasetSnapshot.Picture::caption)
        .containsExactly("cats", "");
    assertThat(snapshot.concepts().get(1).captionOf("")).isEmpty();
  }

  @Test
  void tellsOfTheSamePicturesAsTheManifestOfWorkers() {
    Concept dog = concept(new Concept.Terms("dog", 7, "dog", false));
    pictures.add(aPicture(version, 0).prepared().picture());
    pictures.add(aPicture(version, 1).in(dog.id()).refused("It is no picture.").picture());
    pictures.add(aPicture(version, 2).in(dog.id()).prepared().picture());
    DatasetSummary before = snapshots.summary(version);

    Snapshot taken = snapshots.take(version);

    assertThat(before.pictures()).isEqualTo(3);
    assertThat(before.manifest().pictures()).hasSize(2);
    assertThat(before.manifest()).isEqualTo(read(taken.reference()));
    assertThat(taken.content()).isEqualTo(before);
  }

  @Test
  void whichConceptAPictureBelongsToMakesAnotherSnapshot() {
    Concept dog = concept(new Concept.Terms("dog", null, "dog", false));
    Picture picture = aPicture(version, 0).captioned("a cat").prepared().picture();
    pictures.add(picture);
    pictures.add(aPicture(version, 1).captioned("a cat").prepared().picture());
    Optional<String> first = snapshots.key(version);

    pictures.move(picture.id(), dog);

    assertThat(snapshots.key(version)).isPresent().isNotEqualTo(first);
  }

  @Test
  void saysThatRegularisationAloneTrainsNothing() {
    concepts.change(
        new Concept(ConceptId.first(version), version, new Concept.Terms("dogs", 1, "dog", true)));
    pictures.add(aPicture(version, 0).prepared().picture());

    DatasetSummary summary = snapshots.summary(version);

    assertThat(summary.problems())
        .singleElement()
        .asString()
        .contains("All pictures are for regularisation");
    assertThat(summary.samplesPerEpoch()).isZero();
  }

  @Test
  void tellsHowSizesWereChosen() {
    pictures.add(aPicture(version, 0).picture());
    PreparationSettings buckets =
        SettingsCatalogue.PREPARATION.read(
            Map.of(
                "height",
                768,
                "enableBucket",
                true,
                "minBucketResolution",
                250,
                "maxBucketResolution",
                1000));
    plans.change(version, SettingsEdition.DEFAULTS.changedTo(buckets));
    Picture picture = pictures.all(version).get(0);
    pictures.outcome(
        picture.id(),
        new Outcome.Prepared(
            PictureForm.of(buckets), List.of(PictureExample.processed(picture, 0, 640, 448))));

    assertThat(read(take()).buckets())
        .isEqualTo(new DatasetSnapshot.Buckets(512, 768, 192, 1024, false));
  }

  private Concept concept(Concept.Terms terms) {
    Concept concept = new Concept(ConceptId.random(), version, terms);
    concepts.add(concept);
    return concept;
  }

  private static PreparationSettings repeated(int repeats) {
    return SettingsCatalogue.PREPARATION.read(Map.of("repeats", repeats));
  }

  @Test
  void saysWhatASnapshotAmountsTo() {
    pictures.add(aPicture(version, 0).prepared().picture());
    pictures.add(aPicture(version, 1).picture());

    DatasetSummary content = snapshots.take(version).content();

    assertThat(content).isEqualTo(snapshots.summary(version));
    assertThat(content.processed()).containsExactly(new Bucket(512, 512, 1, 256));
  }

  @Test
  void keepsWhatASnapshotNeeds() {
    Picture picture = aPicture(version, 0).prepared().picture();
    pictures.add(picture);
    snapshots.take(version);

    new RemovePicture(
            pictures, (topic, subject, in, run) -> {}, TransactionOperations.withoutTransaction())
        .remove(picture.id());

    assertThat(pictures.discarded(9)).containsExactly(picture.original().key());
  }

  @Test
  void refusesToFreezeNothing() {
    pictures.add(aPicture(version, 0).picture());

    assertThatThrownBy(() -> snapshots.take(version)).isInstanceOf(DatasetNotReady.class);
    assertThat(snapshots.key(version)).isEmpty();
  }

  @Test
  void addsUpADataset() {
    pictures.add(aPicture(version, 0).prepared().picture());
    pictures.add(aPicture(version, 1).prepared().picture());

    DatasetSummary summary = snapshots.summary(version);

    assertThat(summary.pictures()).isEqualTo(2);
    assertThat(summary.processed()).containsExactly(new Bucket(512, 512, 2, 512));
    assertThat(summary.concepts()).containsExactly(new Part("default", false, 2, 2, 256, 512));
    assertThat(summary.problems()).isEmpty();
    assertThat(summary.samplesPerEpoch()).isEqualTo(512);
  }

  @Test
  void saysThatPicturesWereAddedSince() {
    pictures.add(aPicture(version, 0).prepared().picture());
    pictures.add(aPicture(version, 1).picture());

    assertThat(snapshots.summary(version).problems())
        .singleElement()
        .asString()
        .contains("1 of 2 pictures", "prepare the dataset");
  }

  @Test
  void countsNoPicturesOfWhichNobodyKnowsHowTheyWereCut() {
    Picture picture = aPicture(version, 0).picture();
    Processed old = new Processed(0, "p.png", "datasets/p", "sha", 512, 512, 9, null);
    pictures.add(picture.with(new Outcome.Prepared(PictureExample.FORM, List.of(old))));
    pictures.add(aPicture(version, 1).prepared().picture());

    assertThat(snapshots.summary(version).processed())
        .containsExactly(new Bucket(512, 512, 1, 256));
    assertThat(snapshots.summary(version).problems())
        .singleElement()
        .asString()
        .contains("1 of 2 pictures were prepared by an older version", "prepare the dataset again");
  }

  @Test
  void countsNoPicturesOfWorkersThatCutWhatWasToBeKept() {
    PreparationSettings keeping = SettingsCatalogue.PREPARATION.read(Map.of("keepOverflow", true));
    plans.change(version, SettingsEdition.DEFAULTS.changedTo(keeping));
    pictures.add(aPicture(version, 0).picture());
    Picture picture = pictures.all(version).get(0);
    Processed cut = PictureExample.processed(picture, 0, 512, 512);
    pictures.outcome(picture.id(), new Outcome.Prepared(PictureForm.of(keeping), List.of(cut)));

    assertThat(snapshots.summary(version).problems())
        .singleElement()
        .asString()
        .contains("were prepared by an older version", "prepare the dataset again");
  }

  @Test
  void countsNoPicturesOfOlderSettings() {
    pictures.add(aPicture(version, 0).prepared().picture());
    plans.change(
        version,
        SettingsEdition.DEFAULTS.changedTo(
            SettingsCatalogue.PREPARATION.read(Map.of("width", 64, "height", 64))));

    assertThat(snapshots.summary(version).processed()).isEmpty();
    assertThat(snapshots.summary(version).problems())
        .singleElement()
        .asString()
        .contains("not prepared: its 1 pictures", "Prepare it first");
  }

  @Test
  void saysThatADatasetIsEmpty() {
    assertThat(snapshots.summary(version).problems())
        .singleElement()
        .asString()
        .contains("The dataset is empty: upload pictures");
  }

  @Test
  void saysThatNoPictureCanBeUsedOrThatOneIsAtWork() {
    pictures.add(aPicture(version, 0).refused("It is no picture.").picture());
    assertThat(snapshots.summary(version).problems())
        .singleElement()
        .asString()
        .contains("None of the pictures");

    preparations.add(
        new Preparation(
            PreparationId.random(),
            version,
            PictureExample.FORM,
            WorkState.RUNNING,
            1,
            0,
            List.of(),
            "",
            Instant.EPOCH,
            null),
        List.of());
    assertThat(snapshots.summary(version).problems())
        .singleElement()
        .asString()
        .contains("being prepared");
  }

  private SnapshotReference take() {
    return snapshots.take(version).reference();
  }

  private DatasetSnapshot read(SnapshotReference reference) {
    return new JsonMapper()
        .readValue(store.read(new ObjectKey(reference.key())), DatasetSnapshot.class);
  }

  private VersionId version() {
    Project project = Project.named("cats", Instant.EPOCH);
    projects.add(project);
    DatedVersion made = project.newVersion("v1", Instant.EPOCH);
    projects.add(made);
    return made.version().id();
  }
}
