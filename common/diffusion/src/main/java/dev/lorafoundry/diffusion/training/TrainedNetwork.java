package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.BlockPlan;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.lora.LoraRefused;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * The network of a training, with what it begins with: a new one, a new one with the numbers of a
 * LoRA ({@code --network_weights} of sd-scripts), or the modules of a LoRA ({@code
 * --dim_from_weights}). Where sd-scripts passes over what does not fit, this refuses: the training
 * would begin with another LoRA than the one that was named.
 */
final class TrainedNetwork {
  private final BlockPlan plan;
  private final LoraNetwork network;
  private final Optional<LoraFile> lora;

  private TrainedNetwork(BlockPlan plan, LoraNetwork network, Optional<LoraFile> lora) {
    this.plan = plan;
    this.network = network;
    this.lora = lora;
  }

  /**
   * A new one.
   *
   * @param base shapes of the base model's tensors by name
   */
  static TrainedNetwork create(Map<String, Shape> base, Family family, TrainingSettings settings) {
    BlockPlan plan = BlockPlan.of(family, settings.network(), settings.blocks());
    return new TrainedNetwork(plan, LoraNetwork.create(base, family, plan), Optional.empty());
  }

  /**
   * @param lora that the settings name to start from
   * @throws TrainingRefused if it does not fit the base model, or the settings
   */
  static TrainedNetwork of(TrainingBase base, TrainingSettings settings, Optional<LoraFile> lora) {
    Map<String, Shape> shapes = base.file().shapes();
    TrainedNetwork fresh = create(shapes, base.file().family(), settings);
    if (settings.start().startFrom() == null) {
      return fresh;
    }
    LoraFile file =
        lora.orElseThrow(
            () ->
                new IllegalStateException(
                    "no LoRA is given for startFrom " + settings.start().startFrom()));
    try {
      LoraNetwork known = fitted(file.network(), shapes);
      requireType(known, settings.network().network());
      requireDora(known, settings.network().dora());
      if (settings.start().ranksFromStart()) {
        return new TrainedNetwork(fresh.plan, trainedOf(known, fresh.plan), lora);
      }
      requireLike(known, fresh.network);
      return new TrainedNetwork(fresh.plan, fresh.network, lora);
    } catch (LoraRefused e) {
      throw new TrainingRefused(String.valueOf(e.getMessage()), e);
    }
  }

  BlockPlan plan() {
    return plan;
  }

  LoraNetwork network() {
    return network;
  }

  /**
   * Values of all matrices before the first step, by name.
   *
   * @param magnitudes of the base model's weights
   */
  Map<String, StoredTensor> start(long seed, Map<String, StoredTensor> magnitudes) {
    Map<String, StoredTensor> start = network.start(seed);
    start.putAll(magnitudes);
    lora.ifPresent(
        file ->
            start.replaceAll(
                (name, fresh) -> {
                  StoredTensor given = file.tensors().get(name);
                  // why: a magnitude may have been of the same layer, stored otherwise
                  return given == null
                      ? fresh
                      : new StoredTensor(DType.F32, fresh.shape(), given.to(DType.F32).bytes());
                }));
    return start;
  }

  private static LoraNetwork fitted(LoraNetwork given, Map<String, Shape> base) {
    given.requireFits(base, "The LoRA of startFrom");
    return given.withMagnitudesFor(base);
  }

  private static LoraNetwork trainedOf(LoraNetwork given, BlockPlan plan) {
    LoraNetwork own = given.of(plan);
    if (!own.isTrained()) {
      throw new LoraRefused(
          "The LoRA of startFrom has no module that this training changes: choose another train, or"
              + " give blocks that it has modules for a weight above 0.");
    }
    return own;
  }

  /** why: what can be set depends on it, also where ranks come from the LoRA */
  private static void requireType(LoraNetwork given, NetworkType trained) {
    given.types().stream()
        .filter(type -> type != trained)
        .findFirst()
        .ifPresent(
            type -> {
              throw new LoraRefused(
                  "The LoRA of startFrom has modules of network %s, but network of this training is %s: choose that of the LoRA."
                      .formatted(type.label(), trained.label()));
            });
  }

  private static void requireDora(LoraNetwork given, Dora trained) {
    given.doras().stream()
        .filter(dora -> dora != trained)
        .findFirst()
        .ifPresent(
            dora -> {
              throw new LoraRefused(
                  "The LoRA of startFrom has modules of dora %s, but dora of this training is %s: choose that of the LoRA."
                      .formatted(dora.label(), trained.label()));
            });
  }

  private static void requireLike(LoraNetwork given, LoraNetwork trained) {
    Map<String, Shape> shapes = trained.shapes();
    given
        .shapes()
        .forEach(
            (name, shape) -> {
              Shape own = shapes.get(name);
              if (own == null) {
                throw new LoraRefused(
                    "The LoRA of startFrom has a tensor %s, but this training has no such one: choose train, convRank, ranks of blocks and, of a LoKr, rank and lokrFactor as it was trained with, or switch ranksFromStart on."
                        .formatted(name));
              }
              if (!own.equals(shape)) {
                throw new LoraRefused(
                    "The LoRA of startFrom has a tensor %s of shape %s, but rank, convRank and lokrFactor of this training make it %s: choose those of the LoRA, or switch ranksFromStart on."
                        .formatted(name, shape, own));
              }
            });
    Map<String, Double> alphas = trained.alphas();
    given
        .alphas()
        .forEach(
            (name, alpha) -> {
              Double own = alphas.get(name);
              if (own == null || Math.abs(own - alpha) > 1e-2 * Math.abs(own)) {
                throw new LoraRefused(
                    "The LoRA of startFrom has %s %s, but alpha and convAlpha of this training make it %s: choose those of the LoRA, or switch ranksFromStart on."
                        .formatted(name, alpha, own));
              }
            });
  }
}
