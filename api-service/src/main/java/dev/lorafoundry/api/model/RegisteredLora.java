package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.LoraId;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.lora.LoraOutline;
import java.time.Instant;
import java.util.Set;

/**
 * A LoRA of its own file.
 *
 * @param name for people
 * @param sha256 hex digest of the whole file
 * @param key object key of the file
 */
public record RegisteredLora(
    LoraId id,
    String name,
    String sha256,
    long bytes,
    String key,
    Traits traits,
    Instant createdAt) {

  /**
   * What people and settings must know of it.
   *
   * @param networks kinds of its modules
   * @param doras what of their layers has magnitudes of its own
   * @param modules how many layers it changes
   */
  public record Traits(Set<NetworkType> networks, Set<Dora> doras, int modules) {
    public Traits {
      networks = Set.copyOf(networks);
      doras = Set.copyOf(doras);
    }

    static Traits of(LoraOutline outline) {
      return new Traits(outline.types(), outline.doras(), outline.modules());
    }
  }

  /** As a job names it. */
  public LoraReference reference() {
    return new LoraReference(id.value(), name + ".safetensors", key, sha256);
  }
}
