package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a session is fed with.
 *
 * @param validation where settings ask for a validation loss
 */
record SessionData(TrainingData training, Optional<Validation> validation)
    implements AutoCloseable {
  static SessionData load(
      WarmBase warm,
      TrainingSettings settings,
      DatasetSplit split,
      Function<Picture, BufferedImage> pictures) {
    TrainingData training = TrainingData.load(warm, settings, split.training(), pictures);
    boolean loaded = false;
    try {
      Optional<Validation> validation =
          settings.validation().validates()
              ? Optional.of(Validation.load(warm, settings, split.validation(), pictures))
              : Optional.empty();
      loaded = true;
      return new SessionData(training, validation);
    } finally {
      if (!loaded) {
        training.close();
      }
    }
  }

  @Override
  public void close() {
    training.close();
    validation.ifPresent(Validation::close);
  }
}
