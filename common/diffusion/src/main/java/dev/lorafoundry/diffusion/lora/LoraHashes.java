package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.safetensors.DataTexts;
import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.PartHash;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The two hashes by which other programs know a LoRA's file, taken while its tensors are written:
 * {@code sshs_model_hash} of the tensors, whatever the metadata, and {@code sshs_legacy_hash},
 * which older programs show, of 64 KiB in the second mebibyte of the file without metadata of
 * others.
 */
final class LoraHashes implements DataTexts {
  private static final String MODEL = "sshs_model_hash";
  private static final String LEGACY = "sshs_legacy_hash";
  private static final long LEGACY_OFFSET = 0x100000;
  private static final int LEGACY_BYTES = 0x10000;
  private static final int SHA_256_DIGITS = 64;

  private final MessageDigest model = DigestUtils.getSha256Digest();
  private final PartHash legacy = new PartHash(LEGACY_OFFSET, LEGACY_BYTES);

  /**
   * @param metadata of the file, but for these hashes
   */
  LoraHashes(Map<String, ? extends FileTensor> tensors, Map<String, String> metadata) {
    Map<String, String> training = new LinkedHashMap<>(metadata);
    training.keySet().removeIf(name -> !name.startsWith("ss_"));
    legacy.add(SafetensorsWriter.header(tensors, training));
  }

  @Override
  public Map<String, String> blank() {
    return Map.of(MODEL, "0".repeat(SHA_256_DIGITS), LEGACY, PartHash.blank());
  }

  @Override
  public void add(ByteBuffer data) {
    legacy.add(data);
    model.update(data.duplicate());
  }

  @Override
  public Map<String, String> filled() {
    return Map.of(MODEL, HexFormat.of().formatHex(model.digest()), LEGACY, legacy.hex());
  }
}
