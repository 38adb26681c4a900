package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.clip.ClipUse;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.Map;

/** The frozen text encoder; loaded when the first caption comes. */
final class TextStates implements AutoCloseable {
  private final TensorRuntime runtime;
  private final FrozenPart encoder;

  TextStates(TensorRuntime runtime, BaseModelFile model, int clipSkip, DType type) {
    this.runtime = runtime;
    encoder = new FrozenPart(runtime, model, () -> program(model, clipSkip, type));
  }

  /** States of one caption (T, C). */
  float[] of(TokenChunks caption) {
    Shape shape = Shape.of(1, caption.count(), TokenChunks.LENGTH);
    try (Tensor ids = runtime.longs(shape, caption.toArray());
        Outputs outputs = encoder.encode(Map.of("tokens", ids))) {
      return outputs.get("states").toFloats();
    }
  }

  private static Program program(BaseModelFile model, int clipSkip, DType type) {
    Program program = new Program("text encoder", type);
    ClipTextEncoder clip =
        new ClipTextEncoder(
            Weights.of(program, model.shapes()).at(Prefixes.CLIP), ClipUse.sd1(clipSkip));
    program.method("encode", m -> m.returns("states", clip.forward(m.input("tokens"))));
    return program;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
