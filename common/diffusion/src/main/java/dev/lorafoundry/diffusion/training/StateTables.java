package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.TextSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.OwnedTensors;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tables of what the frozen encoders say: states (M, T, C), and of SDXL pooled ones (M, C'). The
 * encoders are asked once for what they are not known to have said.
 */
final class StateTables implements TextTables {
  private final WarmBase warm;
  private final TextSettings settings;
  private final Captions captions;
  private final CaptionTokens tokens;
  private final TextStates encoders;
  private final String computation;

  /**
   * @param captions of which these tables will be asked
   */
  StateTables(WarmBase warm, TrainingSettings training, Captions captions) {
    this.warm = warm;
    this.captions = captions;
    settings = training.text();
    DType type = ComputeTypes.of(training.precision().precision(), warm.runtime());
    tokens = CaptionTokens.of(warm.base(), training);
    encoders = new TextStates(warm.runtime(), warm.base().file(), settings, type);
    computation = encoders.computation();
  }

  @Override
  public Map<String, Tensor> make(List<String> texts) {
    int length = settings.maxTokenLength() + 2;
    int width = Math.toIntExact(warm.base().file().sizes().contextWidth());
    List<float[]> said = texts.stream().map(text -> said(tokens.of(text), width)).toList();
    int pooled = said.get(0).length - length * width;
    try (OwnedTensors tables = new OwnedTensors()) {
      tables.put(
          TrainedModel.STATES,
          warm.runtime()
              .floats(Shape.of(said.size(), length, width), columns(said, 0, length * width)));
      if (pooled > 0) {
        tables.put(
            TrainedModel.POOLED,
            warm.runtime()
                .floats(Shape.of(said.size(), pooled), columns(said, length * width, pooled)));
      }
      return tables.release();
    }
  }

  private float[] said(List<TokenChunks> text, int width) {
    Supplier<float[]> encoding =
        () -> {
          warm.encoding();
          return encoders.of(text);
        };
    float[] said =
        captions.vary()
            ? warm.known().getPassing(key(text), encoding)
            : warm.known().get(key(text), encoding);
    return tokens.weighted() ? weighted(said, width, text.get(0).stateWeights()) : said;
  }

  /** Each state times its weight; what the text says as a whole stays. */
  private static float[] weighted(float[] said, int width, float... weights) {
    float[] weighted = said.clone();
    for (int i = 0; i < weights.length * width; i++) {
      weighted[i] *= weights[i / width];
    }
    return weighted;
  }

  private String key(List<TokenChunks> text) {
    return "text %s %s %s"
        .formatted(
            computation, warm.base().weights(), text.stream().map(TokenChunks::ids).toList());
  }

  /** So many numbers of each text, from a place on. */
  private static float[] columns(List<float[]> said, int from, int count) {
    float[] table = new float[Math.multiplyExact(said.size(), count)];
    for (int i = 0; i < said.size(); i++) {
      System.arraycopy(said.get(i), from, table, i * count, count);
    }
    return table;
  }

  @Override
  public void close() {
    encoders.close();
  }
}
