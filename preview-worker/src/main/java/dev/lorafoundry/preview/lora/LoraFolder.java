package dev.lorafoundry.preview.lora;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.messaging.work.WorkFailed;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.NoSuchObject;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/**
 * Where LoRAs come from, and where those lie that are made of them. For one thread.
 *
 * @param cache where sources are kept
 * @param folder of one process, for the file that is being stored
 */
public record LoraFolder(ObjectStore store, CachedObjects cache, Path folder) {
  private static final String NAME = "lora.safetensors";

  /** A file in the object store. */
  record Stored(String key, String sha256, long bytes) {}

  LoraFile read(LoraReference lora) {
    try {
      return cache.open(ObjectKey.of(lora.key()), lora.sha256(), LoraFile::read);
    } catch (NoSuchObject e) {
      throw new WorkFailed(
          FailureKind.BAD_INPUT,
          "%s is no longer stored: choose another checkpoint.".formatted(lora.name()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(lora.name() + " can't be read", e);
    }
  }

  Stored put(LoraFile made, LoraTaskId task, LeaseEpoch epoch) {
    ObjectKey key = ObjectKey.of("loras", task.toString(), "e" + epoch.value(), NAME);
    Path file = folder.resolve(NAME);
    try {
      Files.createDirectories(folder);
      made.write(file);
      store.put(key, Content.of(file, Content.BINARY));
      String sha256 = new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file);
      long bytes = Files.size(file);
      Files.delete(file);
      return new Stored(key.value(), sha256, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("the LoRA can't be written to " + folder, e);
    }
  }
}
