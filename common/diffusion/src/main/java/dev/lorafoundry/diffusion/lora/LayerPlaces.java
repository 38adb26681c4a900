package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where in a base model the layers are that modules stand beside, by all names these may have. */
final class LayerPlaces {
  private static final String WEIGHT = ".weight";
  private static final String JOINED = "." + Linear.JOINED;

  /**
   * The weight of a layer.
   *
   * @param tensor name in the base model
   * @param part which of {@link Linear#JOINED_PARTS}, where the tensor holds these
   * @param shape of the layer's own weight
   */
  record Place(String tensor, Optional<Integer> part, Shape shape) {}

  private LayerPlaces() {}

  /**
   * Places by names of modules.
   *
   * @param base shapes of the base model's tensors by name
   */
  static Map<String, Place> of(Map<String, Shape> base) {
    Map<String, Place> places = new LinkedHashMap<>();
    base.forEach(
        (tensor, shape) -> {
          if (tensor.endsWith(JOINED)) {
            putParts(tensor, shape, places);
          } else if (tensor.endsWith(WEIGHT) && shape.rank() > 1) {
            String path = tensor.substring(0, tensor.length() - WEIGHT.length());
            put(path, new Place(tensor, Optional.empty(), shape), places);
          }
        });
    return places;
  }

  private static void putParts(String tensor, Shape shape, Map<String, Place> places) {
    String attention = tensor.substring(0, tensor.length() - JOINED.length());
    int count = Linear.JOINED_PARTS.size();
    Shape own = Shape.of(shape.size(0) / count, shape.size(1));
    for (int part = 0; part < count; part++) {
      String path = attention + "." + Linear.JOINED_PARTS.get(part);
      put(path, new Place(tensor, Optional.of(part), own), places);
    }
  }

  private static void put(String path, Place place, Map<String, Place> places) {
    LayerNames.all(path).forEach(name -> places.put(name, place));
  }
}
