package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.safetensors.SafetensorsStream;

/**
 * What {@code PeftModel.from_pretrained} reads from a folder.
 *
 * @param part of a pipeline that it belongs to, such as {@code unet}
 * @param configuration {@code adapter_config.json}
 * @param weights {@code adapter_model.safetensors}
 */
public record PeftAdapter(String part, String configuration, SafetensorsStream weights) {}
