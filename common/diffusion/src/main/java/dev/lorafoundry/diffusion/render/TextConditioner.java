package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.clip.ClipUse;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.prompt.PromptChunks;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import dev.lorafoundry.tensor.Value;
import java.util.List;
import java.util.Map;

/**
 * Prompts to text states. Each token's state is multiplied by its weight, then the states of each
 * chunk are scaled so that their mean is what it was before, as the webui does.
 */
final class TextConditioner implements AutoCloseable {
  private static final String ENCODE = "encode";

  private final TensorRuntime runtime;
  private final LoraSlot slot;
  private final Program program;
  private final ClipTokenizer tokenizer;
  private final Executable executable;

  TextConditioner(ModelLoader loader, ClipTokenizer tokenizer, int clipSkip) {
    runtime = loader.runtime();
    slot = loader.slot();
    this.tokenizer = tokenizer;
    program = new Program("text");
    ClipTextEncoder encoder =
        new ClipTextEncoder(loader.weights(program).at(Prefixes.CLIP), ClipUse.sd1(clipSkip));
    program.method(ENCODE, m -> m.returns("states", describe(m, encoder)));
    executable = loader.load(program);
  }

  private Value describe(MethodScope m, ClipTextEncoder encoder) {
    slot.begin(m);
    Value tokens = m.input("tokens"); // (B, N, 77)
    Value states = encoder.states(tokens.flatten(0, 1)); // (B·N, 77, D)
    Value weighted = states.mul(m.input("weights").flatten(0, 1).unsqueeze(-1));
    Value scale = states.mean(true, 1, 2).div(weighted.mean(true, 1, 2)); // (B·N, 1, 1)
    return weighted.mul(scale).reshape(tokens.size(0), -1, encoder.width()); // (B, N·77, D)
  }

  /** States of a prompt, as long as its chunks: (1, T, D). */
  Tensor states(String prompt, double loraWeight) {
    TokenChunks chunks = PromptChunks.of(tokenizer, prompt);
    Shape shape = Shape.of(1, chunks.count(), TokenChunks.LENGTH);
    try (Tensor tokens = runtime.longs(shape, chunks.toArray());
        Tensor weights = runtime.floats(shape, weights(chunks));
        Tensor lora = runtime.scalar(loraWeight);
        Outputs outputs =
            executable.run(
                ENCODE, slot.inputs(Map.of("tokens", tokens, "weights", weights), lora))) {
      return outputs.take("states");
    }
  }

  void setLora(TensorSource matrices) {
    if (adaptedLayers() > 0) {
      executable.setParameters(matrices);
    }
  }

  int adaptedLayers() {
    return program.parameters().size() / 2;
  }

  @Override
  public void close() {
    executable.close();
  }

  private static float[] weights(TokenChunks chunks) {
    List<Float> all = chunks.weights().stream().flatMap(List::stream).toList();
    float[] floats = new float[all.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = all.get(i);
    }
    return floats;
  }
}
