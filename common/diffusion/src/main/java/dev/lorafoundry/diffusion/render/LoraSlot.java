package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The LoRA's place in programs that render: none, or a network whose weight is an input. */
record LoraSlot(Optional<LoraNetwork> network) {
  private static final String MULTIPLIER = "multiplier";

  static final LoraSlot EMPTY = new LoraSlot(Optional.empty());

  /** The same weights, with the network's modules beside their layers. */
  Weights adapted(Weights weights) {
    return network.map(weights::adaptedBy).orElse(weights);
  }

  /** To be called first in every method. */
  void begin(MethodScope method) {
    network.ifPresent(it -> it.scaleBy(method.input(MULTIPLIER)));
  }

  /** The inputs of a method, and the LoRA's weight if it takes one. */
  Map<String, Tensor> inputs(Map<String, Tensor> others, Tensor multiplier) {
    Map<String, Tensor> all = new HashMap<>(others);
    network.ifPresent(it -> all.put(MULTIPLIER, multiplier));
    return all;
  }

  /** Whether programs built for this slot can take the LoRA of another one. */
  boolean fits(LoraNetwork other) {
    return network
        .filter(it -> it.shapes().equals(other.shapes()) && it.alphas().equals(other.alphas()))
        .isPresent();
  }
}
