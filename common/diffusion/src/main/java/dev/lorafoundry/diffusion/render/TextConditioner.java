package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
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
        new ClipTextEncoder(loader.weights(program).at(Prefixes.CLIP), clipSkip);
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

  /** States of the negative prompt and the prompt, equally long: (2, T, D). */
  Tensor states(String negativePrompt, String prompt, double loraWeight) {
    TokenChunks negative = PromptChunks.of(tokenizer, negativePrompt);
    TokenChunks positive = PromptChunks.of(tokenizer, prompt);
    int count = Math.max(negative.count(), positive.count());
    return states(
        PromptChunks.padded(tokenizer, negative, count),
        PromptChunks.padded(tokenizer, positive, count),
        loraWeight);
  }

  private Tensor states(TokenChunks negative, TokenChunks positive, double loraWeight) {
    Shape shape = Shape.of(2, positive.count(), TokenChunks.LENGTH);
    try (Tensor tokens = runtime.longs(shape, joined(negative.toArray(), positive.toArray()));
        Tensor weights = runtime.floats(shape, joined(weights(negative), weights(positive)));
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

  private static long[] joined(long[] first, long[] second) {
    long[] both = new long[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] both = new float[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
