package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.tensor.DType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Norms of a base model's weights by hand, by the names of the magnitudes that start as they are.
 */
public final class Norms {
  private Norms() {}

  /** Names of all magnitudes of a file. */
  public static Set<String> names(LoraFile file) {
    return file.tensors().keySet().stream()
        .filter(name -> name.endsWith(DoraModule.MAGNITUDE))
        .collect(Collectors.toSet());
  }

  /**
   * For each module of a file.
   *
   * @param ofOutputs or else of inputs
   */
  public static Map<String, float[]> of(Family family, LoraFile file, boolean ofOutputs) {
    SafetensorsFile model = Models.golden(family, "model");
    Map<String, LayerPlaces.Place> places = LayerPlaces.of(Models.shapes(family));
    Map<String, float[]> all = new HashMap<>();
    for (String module : file.network().names()) {
      LayerPlaces.Place place = places.get(module);
      float[] weight = model.get(place.tensor()).to(DType.F32).toFloats();
      int size = (int) place.shape().elements();
      int from = place.part().orElse(0) * size;
      double[] squares = new double[(int) place.shape().size(ofOutputs ? 0 : 1)];
      for (int i = 0; i < size; i++) {
        squares[Changes.feature(place.shape(), ofOutputs, i)] += Math.pow(weight[from + i], 2);
      }
      float[] norms = new float[squares.length];
      for (int i = 0; i < norms.length; i++) {
        norms[i] = (float) Math.sqrt(squares[i]);
      }
      all.put(module + DoraModule.MAGNITUDE, norms);
    }
    return all;
  }
}
