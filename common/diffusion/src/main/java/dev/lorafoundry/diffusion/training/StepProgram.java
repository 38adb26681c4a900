package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.BlockPlan;
import dev.lorafoundry.diffusion.lora.Dropout;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.lora.ModuleGroups;
import dev.lorafoundry.diffusion.lora.WeightNorms;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.optimiser.GradientClipping;
import dev.lorafoundry.diffusion.optimiser.Optimiser;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import dev.lorafoundry.diffusion.safetensors.LaterTensor;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
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
 * The training step as a program: the loss of an {@link Objective}, its gradients, clipping and the
 * optimiser, in one call.
 *
 * <p>Method {@link #STEP} ends an optimiser step. With gradient accumulation the batches before the
 * last go through {@link #ACCUMULATE}. Where settings ask for a validation loss, {@link #VALIDATE}
 * judges without training.
 */
final class StepProgram {
  static final String STEP = "step";
  static final String ACCUMULATE = "accumulate";

  /** Judges the parameters: errors of pictures at fixed noise and timesteps. */
  static final String VALIDATE = "validate";

  /** Judges what is saved of them, where that is an average. */
  static final String VALIDATE_AVERAGE = "validate_average";

  private static final String SUM = "accumulated";

  /** What the program must know of the base model. */
  private record Base(Family family, Map<String, Shape> shapes, PredictionType prediction) {}

  private final TrainingSettings settings;
  private final Objective objective;
  private final Program program;
  private final LoraNetwork network;
  private final Dropout dropout;
  private final TrainedModel model;
  private final List<ParameterGroup> groups;
  private final Optimiser optimiser;

  /** With a new network. */
  StepProgram(
      Family family,
      Map<String, Shape> base,
      PredictionType prediction,
      TrainingSettings settings,
      DType type) {
    this(
        new Base(family, base, prediction),
        TrainedNetwork.create(base, family, settings),
        settings,
        type);
  }

  StepProgram(TrainingBase base, TrainedNetwork trained, TrainingSettings settings, DType type) {
    this(
        new Base(base.file().family(), base.file().shapes(), base.prediction()),
        trained,
        settings,
        type);
  }

  private StepProgram(Base base, TrainedNetwork trained, TrainingSettings settings, DType type) {
    this.settings = settings;
    objective = new Objective(base.prediction(), settings);
    program = new Program("training", type);
    network = trained.network();
    dropout = new Dropout(network, settings.network(), settings.loop().seed());
    Weights weights = Weights.of(program, base.shapes()).adaptedBy(network);
    model = new TrainedModel(base.family(), weights, settings);
    groups = LoraPlus.split(groups(trained.plan()), settings.optimiser());
    optimiser = Optimiser.of(settings.optimiser(), settings.adaptive());
    if (accumulates()) {
      Values sum = program.state(SUM);
      program.method(ACCUMULATE, m -> accumulate(m, sum));
      program.method(STEP, m -> accumulated(m, sum));
    } else {
      program.method(STEP, m -> update(m, gradients(m)));
    }
    if (settings.validation().validates()) {
      program.method(VALIDATE, this::validate);
      optimiser
          .average()
          .map(program::state)
          .ifPresent(average -> program.method(VALIDATE_AVERAGE, m -> validate(m, average)));
    }
  }

  private List<ParameterGroup> groups(BlockPlan plan) {
    List<ParameterGroup> parts = ModuleGroups.of(program, plan);
    return settings.optimiser().textEncoder2LearningRate() == null
        ? parts
        : ModuleGroups.ofEachEncoder(program, parts);
  }

  Program program() {
    return program;
  }

  LoraNetwork network() {
    return network;
  }

  Dropout dropout() {
    return dropout;
  }

  TrainedModel model() {
    return model;
  }

  Objective objective() {
    return objective;
  }

  List<ParameterGroup> groups() {
    return groups;
  }

  /** Prefix of the names of the states that are the weights to save; empty if parameters are. */
  Optional<String> average() {
    return optimiser.average().map(state -> state + ".");
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
  Map<String, LaterTensor> passingStates() {
    Map<String, LaterTensor> zeros = new LinkedHashMap<>();
    if (accumulates()) {
      program
          .parameters()
          .forEach(
              (name, shape) ->
                  zeros.put(
                      SUM + "." + name, new LaterTensor(DType.F32, shape, () -> zeros(shape))));
    }
    return zeros;
  }

  private static StoredTensor zeros(Shape shape) {
    return StoredTensor.floats(shape, new float[Math.toIntExact(shape.elements())]);
  }

  private boolean accumulates() {
    return settings.loop().gradientAccumulationSteps() > 1;
  }

  private void accumulate(MethodScope m, Values sum) {
    sum.addInPlace(gradients(m), 1);
    limitWeights();
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
    dropout.begin(m);
    Value latents = Tables.picked(m, "latents"); // (B, 4, H, W)
    Value noise = m.input("noise"); // (B, 4, H, W)
    Objective.Shares shares = Objective.Shares.of(m);
    Value predicted = model.predict(m, objective.noisy(m, shares, latents, noise));
    Value loss = objective.loss(m, shares, latents, noise, predicted);
    m.returns("loss", loss.detach());
    double share = 1.0 / settings.loop().gradientAccumulationSteps();
    Value shared = share == 1 ? loss : loss.mul(share);
    if (!scalesLoss()) {
      return m.gradients(shared, leaves);
    }
    Value scale = m.input("scale");
    return m.gradients(shared.mul(scale), leaves).mul(scale.reciprocal());
  }

  private void validate(MethodScope m, Values average) {
    m.computeWith(average);
    validate(m);
  }

  private void validate(MethodScope m) {
    dropout.none();
    Value latents = Tables.picked(m, "latents"); // (B, 4, H, W)
    Value noise = m.input("noise"); // (B, 4, H, W)
    Objective.Shares shares = Objective.Shares.of(m);
    Value predicted = model.predict(m, Objective.mixed(shares, latents, noise));
    m.returns("errors", objective.squaredErrors(shares, latents, noise, predicted)); // (B)
  }

  /** Changes the parameters, unless a gradient is no number. */
  private void update(MethodScope m, Values gradients) {
    GradientClipping clipped = GradientClipping.clip(gradients, settings.optimiser().maxGradNorm());
    Value rates = m.input("rates");
    m.returns("norm", clipped.norm());
    dropout.update(
        m,
        () ->
            m.when(
                clipped.norm().isFinite(),
                () -> optimiser.update(program, clipped.gradients(), groups, rates)));
    limitWeights();
  }

  private void limitWeights() {
    Double most = settings.optimiser().scaleWeightNorms();
    if (most != null) {
      WeightNorms.limit(program, network, most);
    }
  }
}
