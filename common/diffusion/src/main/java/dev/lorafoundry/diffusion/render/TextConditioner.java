package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.diffusion.model.TextEncoders;
import dev.lorafoundry.diffusion.prompt.PromptChunks;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.OwnedTensors;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import dev.lorafoundry.tensor.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Prompts to text states. Each token's state is multiplied by its weight, then each encoder's
 * states of each chunk are scaled so that their mean is what it was before, as the webui does.
 */
final class TextConditioner implements AutoCloseable {
  private static final String ENCODE = "encode";
  private static final String STATES = "states";
  private static final String VECTOR = "vector";
  private static final String SIZES = "sizes";

  private final TensorRuntime runtime;
  private final LoraSlot slot;
  private final Program program;
  private final ClipTokenizer tokenizer;
  private final List<TokenChunks.Layout> layouts;
  private final boolean takesSizes;
  private final Executable executable;

  TextConditioner(ModelLoader loader, ClipTokenizer tokenizer, int clipSkip) {
    runtime = loader.runtime();
    slot = loader.slot();
    this.tokenizer = tokenizer;
    Family family = loader.model().family();
    layouts = TextEncoders.layouts(family, tokenizer);
    takesSizes = family == Family.SDXL;
    program = new Program("text");
    TextEncoders encoders =
        TextEncoders.of(family, loader.weights(program), clipSkip, TextProjection.STORED);
    program.method(ENCODE, m -> describe(m, encoders));
    executable = loader.load(program);
  }

  private void describe(MethodScope m, TextEncoders encoders) {
    slot.begin(m);
    List<Value> tokens =
        IntStream.range(0, encoders.count()).mapToObj(i -> m.input(tokens(i))).toList();
    Value weights = m.input("weights").flatten(0, 1).unsqueeze(-1); // (B·N, 77, 1)
    TextEncoders.Encoded encoded = encoders.chunks(tokens, chunks -> weighted(chunks, weights));
    m.returns(STATES, encoded.states()); // (B, N·77, D)
    if (takesSizes) {
      m.returns(VECTOR, encoded.vector(m.input(SIZES))); // (B, V)
    }
  }

  private static Value weighted(Value chunks, Value weights) {
    Value weighted = chunks.mul(weights); // (B·N, 77, C)
    return weighted.mul(chunks.mean(true, 1, 2).div(weighted.mean(true, 1, 2)));
  }

  /**
   * A prompt, as long as its chunks.
   *
   * @param sizes of the pictures; most models do not look at them
   */
  Conditioning.Text of(String prompt, SizeEmbedding sizes, double loraWeight) {
    TokenChunks chunks = PromptChunks.of(tokenizer, prompt);
    Map<String, Tensor> inputs = inputs(chunks, sizes);
    try (Tensor lora = runtime.scalar(loraWeight);
        Outputs outputs = executable.run(ENCODE, slot.inputs(inputs, lora))) {
      return new Conditioning.Text(
          outputs.take(STATES), takesSizes ? Optional.of(outputs.take(VECTOR)) : Optional.empty());
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private Map<String, Tensor> inputs(TokenChunks chunks, SizeEmbedding sizes) {
    Shape shape = Shape.of(1, chunks.count(), TokenChunks.LENGTH);
    try (OwnedTensors inputs = new OwnedTensors()) {
      inputs.put("weights", runtime.floats(shape, weights(chunks)));
      for (int i = 0; i < layouts.size(); i++) {
        inputs.put(tokens(i), runtime.longs(shape, chunks.padded(layouts.get(i)).toArray()));
      }
      if (takesSizes) {
        inputs.put(SIZES, runtime.floats(Shape.of(1, SizeEmbedding.LENGTH), sizes.toFloats()));
      }
      return inputs.release();
    }
  }

  /** A negative prompt: with SDXL an empty one says nothing at all, as in the webui. */
  Conditioning.Text ofNegative(String prompt, SizeEmbedding sizes, double loraWeight) {
    Conditioning.Text text = of(prompt, sizes, loraWeight);
    if (!takesSizes || !prompt.isEmpty()) {
      return text;
    }
    try (text;
        OwnedTensors owned = new OwnedTensors()) {
      Tensor states = owned.put(STATES, runtime.zeros(text.states().shape(), DType.F32));
      Optional<Tensor> vector = text.vector().map(this::sizesAlone);
      owned.release();
      return new Conditioning.Text(states, vector);
    }
  }

  private Tensor sizesAlone(Tensor vector) {
    float[] numbers = vector.toFloats();
    Arrays.fill(numbers, 0, numbers.length - SizeEmbedding.LENGTH, 0);
    return runtime.floats(vector.shape(), numbers);
  }

  void setLora(TensorSource matrices) {
    if (isAdapted()) {
      executable.setParameters(matrices);
    }
  }

  /** Whether some of its layers have a module beside them. */
  boolean isAdapted() {
    return !program.parameters().isEmpty();
  }

  @Override
  public void close() {
    executable.close();
  }

  private static String tokens(int encoder) {
    return "tokens" + (encoder + 1);
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
