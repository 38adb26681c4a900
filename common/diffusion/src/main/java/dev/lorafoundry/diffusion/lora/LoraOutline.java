package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.safetensors.LaterTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the header of a LoRA's file says, without the numbers: enough to tell which base models it
 * fits.
 *
 * @param matrices shapes of all matrices by their names in the file; alphas are not among them
 */
public record LoraOutline(Map<String, Shape> matrices) {
  public LoraOutline {
    matrices = Collections.unmodifiableMap(new LinkedHashMap<>(matrices));
  }

  /**
   * @throws LoraRefused if there are no modules, or tensors that belong to none
   */
  public static LoraOutline of(LoraFile file) {
    return new LoraOutline(file.network().shapes());
  }

  /** Of which kinds its modules are. */
  public Set<NetworkType> types() {
    return network().types();
  }

  /** What of their layers has magnitudes of its own, with its modules. */
  public Set<Dora> doras() {
    return network().doras();
  }

  /** How many layers it changes. */
  public int modules() {
    return network().names().size();
  }

  /**
   * @param base shapes of the base model's tensors by name
   * @param name of the LoRA, for people
   * @throws LoraRefused if a module has no layer, or one of another shape
   */
  public void requireFits(Map<String, Shape> base, String name) {
    network().requireFits(base, name);
  }

  private LoraNetwork network() {
    Map<String, LaterTensor> unread = new LinkedHashMap<>();
    matrices.forEach((name, shape) -> unread.put(name, unread(name, shape)));
    return new LoraNetwork(StoredModules.in(unread));
  }

  private static LaterTensor unread(String name, Shape shape) {
    return new LaterTensor(
        DType.F32,
        shape,
        () -> {
          throw new IllegalStateException("an outline has no numbers of " + name);
        });
  }
}
