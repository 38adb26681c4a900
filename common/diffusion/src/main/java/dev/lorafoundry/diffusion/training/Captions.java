package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.TextSettings;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.ArrayList;
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
  Tensor states(TensorRuntime runtime, BaseModelFile model, DType type) {
    Program program = new Program("text encoder", type);
    ClipTextEncoder encoder =
        new ClipTextEncoder(
            Weights.of(program, model.shapes()).at(Prefixes.CLIP), settings.clipSkip());
    program.method("encode", m -> m.returns("states", encoder.forward(m.input("tokens"))));
    int count = chunks.get(0).count();
    int length = (settings.maxTokenLength() + 2) * Math.toIntExact(encoder.width());
    float[] table = new float[Math.multiplyExact(chunks.size(), length)];
    try (Executable executable = runtime.load(program, model.tensors(runtime))) {
      for (int i = 0; i < chunks.size(); i++) {
        try (Tensor ids =
                runtime.longs(Shape.of(1, count, TokenChunks.LENGTH), chunks.get(i).toArray());
            Outputs outputs = executable.run("encode", Map.of("tokens", ids))) {
          System.arraycopy(outputs.get("states").toFloats(), 0, table, i * length, length);
        }
      }
    }
    Shape shape = Shape.of(chunks.size(), settings.maxTokenLength() + 2, encoder.width());
    return runtime.floats(shape, table);
  }
}
