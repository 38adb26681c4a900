package dev.lorafoundry.api.model;

import static java.util.stream.Collectors.toMap;

import dev.lorafoundry.contracts.LoraId;
import dev.lorafoundry.diffusion.lora.LoraOutline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** LoRAs in memory. */
public final class InMemoryLoras implements Loras {
  private final List<RegisteredLora> loras = new ArrayList<>();
  private final Map<LoraId, LoraOutline> outlines = new HashMap<>();

  @Override
  public RegisteredLora add(RegisteredLora lora, LoraOutline outline) {
    Optional<RegisteredLora> known =
        loras.stream().filter(each -> each.sha256().equals(lora.sha256())).findFirst();
    if (known.isEmpty()) {
      loras.add(0, lora);
      outlines.put(lora.id(), outline);
    }
    return known.orElse(lora);
  }

  @Override
  public Optional<RegisteredLora> find(LoraId id) {
    return loras.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  @Override
  public Map<LoraId, RegisteredLora> all(Collection<LoraId> ids) {
    return loras.stream()
        .filter(each -> ids.contains(each.id()))
        .collect(toMap(RegisteredLora::id, each -> each));
  }

  @Override
  public Map<LoraId, LoraOutline> outlines(Collection<LoraId> ids) {
    Map<LoraId, LoraOutline> found = new HashMap<>(outlines);
    found.keySet().retainAll(ids);
    return found;
  }

  @Override
  public List<RegisteredLora> list(long offset, int count) {
    return loras.stream().skip(offset).limit(count).toList();
  }

  @Override
  public long count() {
    return loras.size();
  }
}
