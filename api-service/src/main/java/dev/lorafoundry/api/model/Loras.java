package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.LoraId;
import dev.lorafoundry.diffusion.lora.LoraOutline;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of LoRAs of their own files. Nobody can delete one. */
public interface Loras {
  /**
   * Adds a LoRA, unless the same file is registered already.
   *
   * @param outline what its header says
   * @return the LoRA as it is registered now: this one, or the one that was there before
   */
  RegisteredLora add(RegisteredLora lora, LoraOutline outline);

  Optional<RegisteredLora> find(LoraId id);

  /** Those of these that there are. */
  Map<LoraId, RegisteredLora> all(Collection<LoraId> ids);

  /** What the headers of these say, of those that there are. */
  Map<LoraId, LoraOutline> outlines(Collection<LoraId> ids);

  /** A part of the list, newest first. */
  List<RegisteredLora> list(long offset, int count);

  long count();
}
