package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.caption.CaptionChanges;
import dev.lorafoundry.diffusion.caption.Moment;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.util.List;
import java.util.stream.IntStream;

/** The captions of a dataset as they are shown; pictures without one have the dataset's words. */
final class Captions {
  private final List<String> captions;
  private final CaptionChanges changes;
  private final Batches batches;
  private final long seed;

  Captions(DatasetSnapshot snapshot, TrainingSettings settings) {
    batches = TrainingData.batches(settings, snapshot);
    changes = new CaptionChanges(settings.captions(), batches.totalSteps());
    captions =
        snapshot.pictures().stream()
            .map(picture -> changes.captionOf(picture.caption()))
            .map(caption -> caption.isBlank() ? snapshot.classTokens() : caption)
            .toList();
    seed = settings.loop().seed();
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
