package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.CaptionSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.caption.CaptionChanges;
import dev.lorafoundry.diffusion.caption.Moment;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The captions of a dataset as they are shown; pictures without one have the class tokens. One that
 * begins with a blank line is empty where only its first line counts, as in sd-scripts.
 */
final class Captions {
  private final List<String> captions;
  private final CaptionChanges changes;
  private final Batches batches;
  private final long seed;

  Captions(DatasetSnapshot snapshot, TrainingSettings settings) {
    batches = TrainingData.batches(settings, snapshot);
    changes = new CaptionChanges(settings.captions(), batches.totalSteps());
    captions =
        snapshot.shown().stream()
            .map(shown -> written(shown.concept(), shown.picture(), changes))
            .toList();
    seed = settings.loop().seed();
  }

  private Captions(List<String> captions, CaptionChanges changes, Captions like) {
    this.captions = captions;
    this.changes = changes;
    batches = like.batches;
    seed = like.seed;
  }

  /** As {@link #shown} would show each picture once, but always: whatever the batch. */
  static Captions chosen(DatasetSnapshot snapshot, TrainingSettings settings) {
    Captions varying = new Captions(snapshot, settings);
    return new Captions(
        IntStream.range(0, varying.captions.size())
            .mapToObj(picture -> varying.shown(picture, List.of(picture)).get(0))
            .toList(),
        new CaptionChanges(CaptionSettings.DEFAULTS, 0),
        varying);
  }

  /** The captions of one concept as they were read; of pictures that are not shown as well. */
  static List<String> of(DatasetSnapshot.Concept concept, TrainingSettings settings) {
    CaptionChanges changes = new CaptionChanges(settings.captions(), 0);
    return concept.pictures().stream().map(each -> written(concept, each, changes)).toList();
  }

  private static String written(
      DatasetSnapshot.Concept concept, DatasetSnapshot.Picture picture, CaptionChanges changes) {
    return changes.captionOf(concept.captionOf(picture.caption()));
  }

  /** Whether a picture's caption is not always shown in the same way. */
  boolean vary() {
    return changes.vary();
  }

  /** The captions as they were read, without any change. */
  List<String> written() {
    return captions;
  }

  /** What is always shown with each picture of the dataset, where captions do not vary. */
  List<String> all() {
    return shown(0, IntStream.range(0, captions.size()).boxed().toList());
  }

  /**
   * What is shown with pictures.
   *
   * @param batch number of the batch, from 0: the random choices depend on it alone
   */
  List<String> shown(long batch, List<Integer> pictures) {
    Draws draws = Draws.of(seed, batch, Purpose.CAPTIONS);
    Moment moment = batches.moment(batch);
    return pictures.stream()
        .map(picture -> changes.shown(captions.get(picture), moment, draws))
        .toList();
  }
}
