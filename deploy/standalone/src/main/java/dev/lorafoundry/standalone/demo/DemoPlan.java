package dev.lorafoundry.standalone.demo;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.standalone.client.RunOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo's settings: the example grid, in the size of the starter model. */
final class DemoPlan {
  static final String PROJECT = "Sample";
  private static final int SIZE = 64;
  private static final int EPOCHS = 16;
  private static final int SAVE_EVERY = 8;
  private static final List<String> OPTIMISERS = List.of("Lion", "AdamW");
  private static final List<Double> LEARNING_RATES = List.of(7e-4, 1.5e-3);

  private DemoPlan() {}

  static Map<String, Object> preparation() {
    return Map.of("width", SIZE, "height", SIZE, "repeats", 4);
  }

  static RunOrder order(BaseModelId baseModel, String prompt, String negativePrompt) {
    return new RunOrder(baseModel, training(), preview(prompt, negativePrompt), true);
  }

  /** Grids that the run brings, one for each checkpoint. */
  static int previews() {
    return OPTIMISERS.size() * LEARNING_RATES.size() * (EPOCHS / SAVE_EVERY);
  }

  private static Map<String, Object> training() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("optimizer", OPTIMISERS);
    settings.put("learningRate", LEARNING_RATES);
    settings.put("epochs", EPOCHS);
    settings.put("saveEveryEpochs", SAVE_EVERY);
    settings.put("batchSize", 2);
    settings.put("rank", 16);
    settings.put("alpha", 16);
    return settings;
  }

  private static Map<String, Object> preview(String prompt, String negativePrompt) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("prompt", prompt);
    settings.put("negativePrompt", negativePrompt);
    settings.put("width", SIZE);
    settings.put("height", SIZE);
    settings.put("samplers", List.of("DPM++ 2M Karras"));
    settings.put("steps", 16);
    settings.put("cfgScales", List.of(3));
    settings.put("seeds", List.of(1, 2, 3, 4));
    settings.put("loraWeights", List.of(0, 0.6, 1));
    return settings;
  }
}
