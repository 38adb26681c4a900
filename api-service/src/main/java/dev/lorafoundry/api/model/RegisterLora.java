package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.LoraId;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.LoraOutline;
import dev.lorafoundry.diffusion.lora.LoraRefused;
import dev.lorafoundry.diffusion.safetensors.InvalidSafetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes LoRAs in that were trained elsewhere, so that trainings may go on from them or merge them:
 * looks at them, stores them by their hash, lists them.
 */
public final class RegisterLora {
  private static final Logger log = LoggerFactory.getLogger(RegisterLora.class);

  private final Loras loras;
  private final FileStorage storage;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  RegisterLora(
      Loras loras, FileStorage storage, TransactionOperations transactions, InstantSource clock) {
    this.loras = loras;
    this.storage = storage;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Registers a LoRA; the same file is the same LoRA.
   *
   * @param fileName as people know the file; its name without extension is the LoRA's usual name
   * @param name what it is to be called; absent: as the file
   * @throws UploadRefused if it is too large
   * @throws LoraRefused if it can't be used
   * @throws dev.lorafoundry.api.project.NameRefused if it can't have that name
   */
  public RegisteredLora register(Path file, String fileName, @Nullable String name)
      throws IOException {
    FileStorage.Inspected<LoraOutline> stored =
        storage.store(file, fileName, name, RegisterLora::outline);
    RegisteredLora lora =
        new RegisteredLora(
            LoraId.random(),
            stored.file().name(),
            stored.file().sha256(),
            stored.file().bytes(),
            stored.file().key(),
            RegisteredLora.Traits.of(stored.seen()),
            clock.instant());
    RegisteredLora registered = transactions.execute(status -> loras.add(lora, stored.seen()));
    log.info("LoRA {} '{}' is registered ({})", registered.id(), lora.name(), lora.sha256());
    return registered;
  }

  private static LoraOutline outline(Path file) throws IOException {
    try {
      return LoraOutline.of(LoraFile.read(file));
    } catch (InvalidSafetensors e) {
      throw new LoraRefused("The file can't be read as a LoRA: " + e.getMessage() + ".");
    }
  }
}
