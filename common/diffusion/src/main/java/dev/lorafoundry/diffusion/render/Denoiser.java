package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.sampler.SamplingPlan;
import dev.lorafoundry.diffusion.sampler.Stage;
import dev.lorafoundry.diffusion.unet.HeadRule;
import dev.lorafoundry.diffusion.unet.TimeEmbedding;
import dev.lorafoundry.diffusion.unet.UNet;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import dev.lorafoundry.tensor.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows sampling plans: one native call for each stage, in which the U-Net sees the latents with
 * the negative prompt and with the prompt ({@code guided = negative + scale · (positive -
 * negative)}) and the sampler's registers move on.
 *
 * <p>The U-Net takes both at once where the prompts are equally long, and one after the other where
 * they are not: as in the webui, the shorter is not filled up, which would change the picture.
 */
final class Denoiser implements AutoCloseable {
  private static final String TOGETHER = "together";
  private static final String APART = "apart";
  private static final String NEGATIVE = "negative";
  private static final String POSITIVE = "positive";
  private static final List<String> PROMPTS = List.of(NEGATIVE, POSITIVE);
  private static final String VECTOR = "_vector";

  private final TensorRuntime runtime;
  private final LoraSlot slot;
  private final Program program;
  private final UNet unet;
  private final Executable executable;

  Denoiser(ModelLoader loader, DType computeType) {
    runtime = loader.runtime();
    slot = loader.slot();
    program = new Program("denoise", computeType);
    unet =
        new UNet(loader.weights(program).at(Prefixes.UNET), HeadRule.of(loader.model().family()));
    program.method(TOGETHER, m -> describe(m, this::together));
    program.method(APART, m -> describe(m, this::apart));
    executable = loader.load(program);
  }

  /** How the U-Net comes to predictions with the negative prompt and the prompt. */
  private interface Prediction {
    /**
     * @param x what the U-Net sees (B, 4, H, W)
     * @return each (B, 4, H, W)
     */
    List<Value> of(MethodScope m, Value x);
  }

  private void describe(MethodScope m, Prediction prediction) {
    slot.begin(m);
    Value registers = m.input("registers"); // (R, B, 4, H, W)
    Value x = registers.select(0, 0); // (B, 4, H, W)
    List<Value> halves = prediction.of(m, x.mul(m.input("scale")));
    Value guided = halves.get(0).add(halves.get(1).sub(halves.get(0)).mul(m.input("guidance")));
    Value denoised = x.mul(m.input("skip")).add(guided.mul(m.input("out")));
    Value seen =
        registers.concat(0, denoised.unsqueeze(0), m.input("noise").unsqueeze(0)).flatten(1, 4);
    Value weights = m.input("combination").unsqueeze(-1); // (R, R + 2, 1)
    Value next = weights.mul(seen.unsqueeze(0)).sum(false, 1); // (R, B·4·H·W)
    m.returns(
        "registers", next.reshape(registers.size(0), x.size(0), x.size(1), x.size(2), x.size(3)));
  }

  private List<Value> together(MethodScope m, Value x) {
    Value states = m.input(NEGATIVE).concat(0, m.input(POSITIVE)); // (2, T, D)
    Value context =
        states
            .unsqueeze(1)
            .expand(2, x.size(0), states.size(1), states.size(2))
            .flatten(0, 1); // (2·B, T, D)
    List<Value> vectors =
        vectors(m).stream().map(it -> it.expand(x.size(0), it.size(1))).toList(); // (B, V)
    Optional<Value> both =
        vectors.stream().reduce((negative, positive) -> negative.concat(0, positive));
    return predicted(x.concat(0, x), m.input("time"), context, both).chunk(2, 0);
  }

  private List<Value> apart(MethodScope m, Value x) {
    Value time = m.input("time");
    List<Value> vectors = vectors(m);
    List<Value> halves = new ArrayList<>();
    for (int i = 0; i < PROMPTS.size(); i++) {
      Value states = m.input(PROMPTS.get(i));
      Value context = states.expand(x.size(0), states.size(1), states.size(2)); // (B, T, D)
      Optional<Value> own = vectors.isEmpty() ? Optional.empty() : Optional.of(vectors.get(i));
      halves.add(predicted(x, time, context, own));
    }
    return halves;
  }

  /** What the U-Net is told beside each prompt's states (1, V); nothing with most models. */
  private List<Value> vectors(MethodScope m) {
    return unet.takesVector()
        ? PROMPTS.stream().map(prompt -> m.input(prompt + VECTOR)).toList()
        : List.of();
  }

  private Value predicted(Value x, Value time, Value context, Optional<Value> vector) {
    return vector
        .map(it -> unet.forward(x, time, context, it))
        .orElseGet(() -> unet.forward(x, time, context))
        .to(DType.F32);
  }

  /**
   * Goes through all stages of a plan.
   *
   * @param shape of the latents: (B, 4, H, W)
   * @return clean latents, scaled (B, 4, H, W)
   */
  float[] sample(
      SamplingPlan plan, Shape shape, Noise noise, Conditioning with, Progress progress) {
    int draws = 0;
    Tensor registers = start(plan, shape, noise.start());
    try (Tensor none = runtime.zeros(shape, DType.F32)) {
      for (int i = 0; i < plan.evaluations(); i++) {
        Stage stage = plan.stages().get(i);
        progress.step(i, plan.evaluations());
        Tensor fresh =
            stage.drawsNoise() ? runtime.floats(shape, noise.fresh(draws++)) : none.copy();
        Map<String, Tensor> inputs = steering(with);
        inputs.put("noise", fresh);
        try (Tensor before = registers;
            fresh) {
          inputs.put("registers", before);
          registers = next(stage, with, inputs);
        }
      }
      return first(registers.toFloats(), shape);
    } finally {
      registers.close();
    }
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

  private Tensor start(SamplingPlan plan, Shape shape, float[] noise) {
    float[] all = new float[plan.registers() * noise.length];
    for (int i = 0; i < noise.length; i++) {
      all[i] = (float) (noise[i] * plan.start());
    }
    return runtime.floats(
        Shape.of(plan.registers(), shape.size(0), shape.size(1), shape.size(2), shape.size(3)),
        all);
  }

  /** What is the same in every stage. */
  private static Map<String, Tensor> steering(Conditioning with) {
    Map<String, Tensor> steering = new HashMap<>();
    steering.put(NEGATIVE, with.negative().states());
    steering.put(POSITIVE, with.positive().states());
    with.negative().vector().ifPresent(it -> steering.put(NEGATIVE + VECTOR, it));
    with.positive().vector().ifPresent(it -> steering.put(POSITIVE + VECTOR, it));
    return steering;
  }

  /**
   * @param inputs the others; is added to
   */
  private Tensor next(Stage stage, Conditioning with, Map<String, Tensor> inputs) {
    int count = stage.rows().size();
    float[] time = TimeEmbedding.of(unet.timeWidth(), stage.timestep());
    try (Tensor timeTensor = runtime.floats(Shape.of(1, time.length), time);
        Tensor scale = runtime.scalar(stage.scale());
        Tensor skip = runtime.scalar(stage.skip());
        Tensor out = runtime.scalar(stage.out());
        Tensor guidance = runtime.scalar(with.guidance());
        Tensor lora = runtime.scalar(with.loraWeight());
        Tensor combination = runtime.floats(Shape.of(count, count + 2L), stage.combination())) {
      inputs.put("time", timeTensor);
      inputs.put("scale", scale);
      inputs.put("skip", skip);
      inputs.put("out", out);
      inputs.put("guidance", guidance);
      inputs.put("combination", combination);
      try (Outputs outputs =
          executable.run(with.equallyLong() ? TOGETHER : APART, slot.inputs(inputs, lora))) {
        return outputs.take("registers");
      }
    }
  }

  private static float[] first(float[] registers, Shape shape) {
    float[] latents = new float[Math.toIntExact(shape.elements())];
    System.arraycopy(registers, 0, latents, 0, latents.length);
    return latents;
  }
}
