package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.TextSettings;
import dev.lorafoundry.diffusion.model.TextEncoders;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The captions of a dataset as tokens for each text encoder, each different one once. */
final class Captions {
  private final TrainingBase base;
  private final TextSettings settings;
  private final List<List<TokenChunks>> texts = new ArrayList<>();
  private final List<Integer> rows = new ArrayList<>();

  Captions(DatasetSnapshot snapshot, TrainingBase base, TextSettings settings) {
    this.base = base;
    this.settings = settings;
    Map<String, Integer> known = new LinkedHashMap<>();
    for (DatasetSnapshot.Picture picture : snapshot.pictures()) {
      String caption = picture.caption().isBlank() ? snapshot.classTokens() : picture.caption();
      rows.add(
          known.computeIfAbsent(
              caption,
              text -> {
                texts.add(chunks(text));
                return texts.size() - 1;
              }));
    }
  }

  private List<TokenChunks> chunks(String text) {
    List<Integer> ids = base.tokenizer().encode(text);
    return TextEncoders.layouts(base.file().family(), base.tokenizer()).stream()
        .map(layout -> TokenChunks.of(layout, ids, settings.maxTokenLength()))
        .toList();
  }

  /** Row of a picture's caption in the tables. */
  int row(int picture) {
    return rows.get(picture);
  }

  /** Tables of tokens (M, chunks, 77), one for each encoder, by name. */
  Map<String, Tensor> tokens(TensorRuntime runtime) {
    Map<String, Tensor> tables = new LinkedHashMap<>();
    for (int i = 0; i < texts.get(0).size(); i++) {
      int encoder = i;
      long[] ids =
          texts.stream().flatMapToLong(it -> LongStream.of(it.get(encoder).toArray())).toArray();
      int chunks = texts.get(0).get(i).count();
      tables.put(
          TrainedModel.tokens(i),
          runtime.longs(Shape.of(texts.size(), chunks, TokenChunks.LENGTH), ids));
    }
    return tables;
  }

  /** Tables of what the frozen encoders say: states (M, T, C), and of SDXL pooled ones (M, C'). */
  Map<String, Tensor> states(TensorRuntime runtime, DType type, FrozenOutputs known) {
    try (TextStates encoders = new TextStates(runtime, base.file(), settings, type)) {
      List<float[]> said =
          texts.stream().map(text -> known.get(key(type, text), () -> encoders.of(text))).toList();
      int tokens = settings.maxTokenLength() + 2;
      int width = Math.toIntExact(base.file().sizes().contextWidth());
      int pooled = said.get(0).length - tokens * width;
      Map<String, Tensor> tables = new LinkedHashMap<>();
      tables.put(
          TrainedModel.STATES,
          runtime.floats(Shape.of(said.size(), tokens, width), columns(said, 0, tokens * width)));
      if (pooled > 0) {
        tables.put(
            TrainedModel.POOLED,
            runtime.floats(Shape.of(said.size(), pooled), columns(said, tokens * width, pooled)));
      }
      return tables;
    }
  }

  /** So many numbers of each text, from a place on. */
  private static float[] columns(List<float[]> said, int from, int count) {
    float[] table = new float[Math.multiplyExact(said.size(), count)];
    for (int i = 0; i < said.size(); i++) {
      System.arraycopy(said.get(i), from, table, i * count, count);
    }
    return table;
  }

  private String key(DType type, List<TokenChunks> text) {
    return "text %s %d %s %s %s"
        .formatted(
            base.sha256(),
            settings.clipSkip(),
            settings.textProjection(),
            type,
            text.stream().map(TokenChunks::ids).toList());
  }
}
