package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.lora.MergedLoras.Merge;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The modules beside one layer, of all LoRAs that have one there.
 *
 * @param summands one or more, whose layers are of one size
 */
record ModuleSum(String name, List<Summand> summands) {
  ModuleSum {
    summands = List.copyOf(summands);
  }

  /**
   * @param place of its LoRA among all
   * @param weight what its change is multiplied by
   */
  record Summand(int place, NetworkModule module, double weight) {}

  /**
   * One for each layer, in the order in which the LoRAs name them.
   *
   * @throws LoraRefused if modules of one name belong to layers of other sizes
   */
  static List<ModuleSum> of(List<Merge> loras) {
    Map<String, List<Summand>> byName = new LinkedHashMap<>();
    for (int place = 0; place < loras.size(); place++) {
      Merge lora = loras.get(place);
      for (NetworkModule module : lora.file().network().modules()) {
        byName
            .computeIfAbsent(module.name(), name -> new ArrayList<>())
            .add(new Summand(place, module, lora.multiplier()));
      }
    }
    List<ModuleSum> sums = new ArrayList<>();
    byName.forEach((name, summands) -> sums.add(new ModuleSum(name, summands)));
    sums.forEach(sum -> sum.requireOneSize(loras));
    return sums;
  }

  private void requireOneSize(List<Merge> loras) {
    Shape first = summands.get(0).module().layer();
    for (Summand each : summands) {
      Shape other = each.module().layer();
      if (first.size(0) != other.size(0) || first.elements() != other.elements()) {
        throw new LoraRefused(
            "The layer of module %s is %s for %s, but %s for %s: they were trained on models of different families."
                .formatted(
                    name,
                    first,
                    loras.get(summands.get(0).place()).name(),
                    other,
                    loras.get(each.place()).name()));
      }
    }
  }

  /** Shape of the layer's weight, from that module which tells most of it. */
  Shape layer() {
    return summands.stream()
        .map(summand -> summand.module().layer())
        .reduce((one, other) -> other.rank() > one.rank() ? other : one)
        .orElseThrow();
  }

  boolean spatial() {
    return Spatial.is(layer());
  }

  /** How many ranks the sum has at most. */
  long innerSide() {
    return summands.stream().mapToLong(summand -> summand.module().innerSide()).sum();
  }

  /** What the first module is multiplied by, its weight aside. */
  double scale() {
    return summands.get(0).module().scale();
  }
}
