package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TextSettings;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.TextEncoders;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The frozen text encoders; loaded when the first caption comes. */
final class TextStates implements AutoCloseable {
  private final TensorRuntime runtime;
  private final FrozenPart encoders;
  private final boolean pools;

  TextStates(TensorRuntime runtime, BaseModelFile model, TextSettings settings, DType type) {
    this.runtime = runtime;
    pools = model.family() == Family.SDXL;
    encoders = new FrozenPart(runtime, model, () -> program(model, settings, type));
  }

  /** All that the states depend on, to the bit, but the weights and the caption. */
  String computation() {
    return encoders.computation();
  }

  /**
   * States of one caption (T, C), and of SDXL behind them what it says as a whole (C').
   *
   * @param caption for each encoder
   */
  float[] of(List<TokenChunks> caption) {
    Map<String, Tensor> tokens = new HashMap<>();
    try {
      for (int i = 0; i < caption.size(); i++) {
        Shape shape = Shape.of(1, caption.get(i).count(), TokenChunks.LENGTH);
        tokens.put(TrainedModel.tokens(i), runtime.longs(shape, caption.get(i).toArray()));
      }
      try (Outputs outputs = encoders.encode(tokens)) {
        return all(outputs);
      }
    } finally {
      tokens.values().forEach(Tensor::close);
    }
  }

  private float[] all(Outputs outputs) {
    float[] states = outputs.get(TrainedModel.STATES).toFloats();
    if (!pools) {
      return states;
    }
    float[] pooled = outputs.get(TrainedModel.POOLED).toFloats();
    float[] both = Arrays.copyOf(states, states.length + pooled.length);
    System.arraycopy(pooled, 0, both, states.length, pooled.length);
    return both;
  }

  private static Program program(BaseModelFile model, TextSettings settings, DType type) {
    Program program = new Program("text encoder", type);
    TextEncoders encoders =
        TextEncoders.of(
            model.family(),
            Weights.of(program, model.shapes()),
            settings.clipSkip(),
            settings.textProjection());
    program.method("encode", m -> encode(m, encoders));
    return program;
  }

  private static void encode(MethodScope m, TextEncoders encoders) {
    List<Value> tokens =
        IntStream.range(0, encoders.count())
            .mapToObj(i -> m.input(TrainedModel.tokens(i)))
            .toList();
    TextEncoders.Encoded encoded = encoders.forward(tokens);
    m.returns(TrainedModel.STATES, encoded.states());
    encoded.pooled().ifPresent(pooled -> m.returns(TrainedModel.POOLED, pooled));
  }

  @Override
  public void close() {
    encoders.close();
  }
}
