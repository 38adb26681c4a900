package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frozen text encoder; loaded when the first caption comes. */
final class TextStates implements AutoCloseable {
  private final TensorRuntime runtime;
  private final BaseModelFile model;
  private final int clipSkip;
  private final DType type;
  private @Nullable Executable loaded;

  TextStates(TensorRuntime runtime, BaseModelFile model, int clipSkip, DType type) {
    this.runtime = runtime;
    this.model = model;
    this.clipSkip = clipSkip;
    this.type = type;
  }

  /** States of one caption (T, C). */
  float[] of(TokenChunks caption) {
    Shape shape = Shape.of(1, caption.count(), TokenChunks.LENGTH);
    try (Tensor ids = runtime.longs(shape, caption.toArray());
        Outputs outputs = encoder().run("encode", Map.of("tokens", ids))) {
      return outputs.get("states").toFloats();
    }
  }

  private Executable encoder() {
    Executable encoder = loaded;
    if (encoder == null) {
      Program program = new Program("text encoder", type);
      ClipTextEncoder clip =
          new ClipTextEncoder(Weights.of(program, model.shapes()).at(Prefixes.CLIP), clipSkip);
      program.method("encode", m -> m.returns("states", clip.forward(m.input("tokens"))));
      encoder = model.load(runtime, program);
      loaded = encoder;
    }
    return encoder;
  }

  @Override
  public void close() {
    if (loaded != null) {
      loaded.close();
    }
  }
}
