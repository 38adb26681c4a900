package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Makes the tables in which a {@link TrainedModel} looks texts up. */
sealed interface TextTables extends AutoCloseable permits TokenTables, StateTables {
  /** Tokens where the text encoders are trained, and what frozen ones say of them otherwise. */
  static TextTables of(WarmBase warm, TrainingSettings settings, Captions captions) {
    return TrainedModel.trainsText(settings)
        ? new TokenTables(warm.runtime(), CaptionTokens.of(warm.base(), settings))
        : new StateTables(warm, settings, captions);
  }

  /** Tables by name, with one row for each text. */
  Map<String, Tensor> make(List<String> texts);

  @Override
  void close();
}
