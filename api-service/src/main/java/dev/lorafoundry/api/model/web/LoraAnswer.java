package dev.lorafoundry.api.model.web;

import dev.lorafoundry.api.model.RegisteredLora;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A registered LoRA, as REST tells it.
 *
 * @param networks kinds of its modules
 * @param dora what of their layers has magnitudes of its own; off: nothing
 * @param modules how many layers it changes
 */
record LoraAnswer(
    UUID id,
    String name,
    String sha256,
    long bytes,
    List<String> networks,
    List<String> dora,
    int modules,
    Instant createdAt) {
  static LoraAnswer of(RegisteredLora lora) {
    return new LoraAnswer(
        lora.id().value(),
        lora.name(),
        lora.sha256(),
        lora.bytes(),
        lora.traits().networks().stream().map(NetworkType::label).sorted().toList(),
        lora.traits().doras().stream().map(Dora::label).sorted().toList(),
        lora.traits().modules(),
        lora.createdAt());
  }
}
