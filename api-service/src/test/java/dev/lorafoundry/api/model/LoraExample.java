package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.LoraId;
import dev.lorafoundry.diffusion.lora.LoraOutline;
import dev.lorafoundry.tensor.Shape;
import java.time.Instant;
import java.util.Map;

/** A registered LoRA of a file with some digest. */
public final class LoraExample {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** Of one layer, with matrices of rank 4. */
  public static final LoraOutline OUTLINE =
      outline("lora_te_text_model_encoder_layers_0_mlp_fc1", 4, 64, 256);

  private LoraExample() {}

  public static RegisteredLora of(String sha256, LoraOutline outline) {
    return new RegisteredLora(
        LoraId.random(),
        "lora " + sha256,
        sha256,
        151,
        "registered-loras/" + sha256 + ".safetensors",
        RegisteredLora.Traits.of(outline),
        NOON);
  }

  /** A LoRA of one layer. */
  public static LoraOutline outline(String layer, long rank, long in, long out) {
    return new LoraOutline(
        Map.of(
            layer + ".lora_down.weight",
            Shape.of(rank, in),
            layer + ".lora_up.weight",
            Shape.of(out, rank)));
  }
}
