package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.optimiser.GradientClipping;
import dev.lorafoundry.diffusion.optimiser.Optimiser;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.diffusion.unet.HeadRule;
import dev.lorafoundry.diffusion.unet.UNet;
import dev.lorafoundry.tensor.Activations;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The training step as a program: {@code loss = mean over the batch of weight · mean (prediction -
 * target)²}, its gradients, clipping and the optimiser, in one call.
 *
 * <p>Method {@link #STEP} ends an optimiser step. With gradient accumulation the batches before the
 * last go through {@link #ACCUMULATE}.
 */
final class StepProgram {
  static final String STEP = "step";
  static final String ACCUMULATE = "accumulate";

  private static final String SUM = "accumulated";

  private final TrainingSettings settings;
  private final PredictionType prediction;
  private final Program program;
  private final LoraNetwork network;
  private final Optional<ClipTextEncoder> text;
  private final UNet unet;
  private final List<ParameterGroup> groups;

  StepProgram(
      Map<String, Shape> base, PredictionType prediction, TrainingSettings settings, DType type) {
    this.settings = settings;
    this.prediction = prediction;
    program = new Program("training", type);
    network = LoraNetwork.create(base, settings.network());
    Weights weights = Weights.of(program, base).adaptedBy(network);
    text =
        trainsText(settings)
            ? Optional.of(
                new ClipTextEncoder(weights.at(Prefixes.CLIP), settings.text().clipSkip()))
            : Optional.empty();
    unet = new UNet(weights.at(Prefixes.UNET), HeadRule.EIGHT);
    groups = network.groups(program);
    if (accumulates()) {
      Values sum = program.state(SUM);
      program.method(ACCUMULATE, m -> sum.addInPlace(gradients(m), 1));
      program.method(STEP, m -> accumulated(m, sum));
    } else {
      program.method(STEP, m -> update(m, gradients(m)));
    }
  }

  static boolean trainsText(TrainingSettings settings) {
    return settings.network().train() != NetworkTarget.UNET_ONLY;
  }

  Program program() {
    return program;
  }

  LoraNetwork network() {
    return network;
  }

  List<ParameterGroup> groups() {
    return groups;
  }

  /** Width of the time embeddings that the program takes. */
  long timeWidth() {
    return unet.timeWidth();
  }

  /** Whether texts come as tokens, because the text encoder is trained, or as its states. */
  boolean takesTokens() {
    return text.isPresent();
  }

  /** Whether the loss is scaled against vanishing gradients. */
  boolean scalesLoss() {
    return program.computeType() == DType.F16;
  }

  /** Whether a state is 0 between optimiser steps: nobody needs to save it. */
  boolean passes(String state) {
    return accumulates() && state.startsWith(SUM + ".");
  }

  /** Values of the states that {@linkplain #passes pass}, by name. */
  Map<String, StoredTensor> passingStates() {
    Map<String, StoredTensor> zeros = new LinkedHashMap<>();
    if (accumulates()) {
      program
          .parameters()
          .forEach(
              (name, shape) ->
                  zeros.put(
                      SUM + "." + name,
                      StoredTensor.floats(shape, new float[Math.toIntExact(shape.elements())])));
    }
    return zeros;
  }

  private boolean accumulates() {
    return settings.loop().gradientAccumulationSteps() > 1;
  }

  private void accumulated(MethodScope m, Values sum) {
    sum.addInPlace(gradients(m), 1);
    update(m, sum);
    sum.zeroInPlace();
  }

  /** Gradients of the loss, divided by the number of batches that make an optimiser step. */
  private Values gradients(MethodScope m) {
    Values leaves =
        m.train(
            settings.precision().gradientCheckpointing()
                ? Activations.RECOMPUTED
                : Activations.KEPT);
    Value latents = picked(m, "latents"); // (B, 4, H, W)
    Value noise = m.input("noise"); // (B, 4, H, W)
    Value signal = m.input("signal"); // (B, 1, 1, 1): root of the share that is left of the latents
    Value noisiness = m.input("noisiness"); // (B, 1, 1, 1): root of the share of noise
    Value noisy = latents.mul(signal).add(noise.mul(noisiness));
    Value predicted = unet.forward(noisy, m.input("time"), context(m));
    Value target =
        switch (prediction) {
          case EPSILON -> noise;
          case V -> noise.mul(signal).sub(latents.mul(noisiness));
        };
    Value errors = predicted.to(DType.F32).sub(target).square().mean(false, 1, 2, 3); // (B)
    Value loss = errors.mul(m.input("weights")).mean();
    m.returns("loss", loss.detach());
    double share = 1.0 / settings.loop().gradientAccumulationSteps();
    Value shared = share == 1 ? loss : loss.mul(share);
    if (!scalesLoss()) {
      return m.gradients(shared, leaves);
    }
    Value scale = m.input("scale");
    return m.gradients(shared.mul(scale), leaves).mul(scale.reciprocal());
  }

  /** Changes the parameters, unless a gradient is no number. */
  private void update(MethodScope m, Values gradients) {
    GradientClipping clipped = GradientClipping.clip(gradients, settings.optimiser().maxGradNorm());
    Value rates = m.input("rates");
    m.returns("norm", clipped.norm());
    m.when(
        clipped.norm().isFinite(),
        () ->
            Optimiser.of(settings.optimiser()).update(program, clipped.gradients(), groups, rates));
  }

  /** Text states (B, T, C), computed from tokens where the text encoder is trained. */
  private Value context(MethodScope m) {
    return text.map(it -> it.forward(picked(m, "tokens"))).orElseGet(() -> picked(m, "states"));
  }

  /** Rows of a table that stays where it is: only their numbers travel. */
  private static Value picked(MethodScope m, String table) {
    return m.input(table).indexSelect(0, m.input(table + "_rows"));
  }
}
