package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.TextSettings;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The captions of a dataset as tokens, each different one once. */
final class Captions {
  private final TextSettings settings;
  private final List<TokenChunks> chunks = new ArrayList<>();
  private final List<Integer> rows = new ArrayList<>();

  Captions(DatasetSnapshot snapshot, ClipTokenizer tokenizer, TextSettings settings) {
    this.settings = settings;
    TokenChunks.Layout layout = TokenChunks.Layout.sd1(tokenizer);
    Map<String, Integer> known = new LinkedHashMap<>();
    for (DatasetSnapshot.Picture picture : snapshot.pictures()) {
      String caption = picture.caption().isBlank() ? snapshot.classTokens() : picture.caption();
      rows.add(
          known.computeIfAbsent(
              caption,
              text -> {
                chunks.add(
                    TokenChunks.of(layout, tokenizer.encode(text), settings.maxTokenLength()));
                return chunks.size() - 1;
              }));
    }
  }

  /** Row of a picture's caption in the tables. */
  int row(int picture) {
    return rows.get(picture);
  }

  /** Table of tokens (M, chunks, 77). */
  Tensor tokens(TensorRuntime runtime) {
    long[] ids = chunks.stream().flatMapToLong(it -> LongStream.of(it.toArray())).toArray();
    return runtime.longs(Shape.of(chunks.size(), chunks.get(0).count(), TokenChunks.LENGTH), ids);
  }

  /** Table of the frozen text encoder's states (M, T, C). */
  Tensor states(TensorRuntime runtime, TrainingBase base, DType type, FrozenOutputs known) {
    try (TextStates encoder = new TextStates(runtime, base.file(), settings.clipSkip(), type)) {
      List<float[]> states =
          chunks.stream()
              .map(chunk -> known.get(key(base, type, chunk), () -> encoder.of(chunk)))
              .toList();
      int length = states.get(0).length;
      float[] table = new float[Math.multiplyExact(states.size(), length)];
      for (int i = 0; i < states.size(); i++) {
        System.arraycopy(states.get(i), 0, table, i * length, length);
      }
      int tokens = settings.maxTokenLength() + 2;
      return runtime.floats(Shape.of(states.size(), tokens, length / tokens), table);
    }
  }

  private String key(TrainingBase base, DType type, TokenChunks chunk) {
    return "text %s %d %s %s"
        .formatted(base.sha256(), settings.clipSkip(), type, Arrays.toString(chunk.toArray()));
  }
}
