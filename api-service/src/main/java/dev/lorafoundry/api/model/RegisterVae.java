package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.diffusion.model.VaeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Makes VAEs of files: looks at them, stores them by their hash, lists them. */
public final class RegisterVae {
  private static final Logger log = LoggerFactory.getLogger(RegisterVae.class);

  private final Vaes vaes;
  private final FileStorage storage;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  RegisterVae(
      Vaes vaes, FileStorage storage, TransactionOperations transactions, InstantSource clock) {
    this.vaes = vaes;
    this.storage = storage;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Registers a VAE; the same file is the same VAE.
   *
   * @param fileName as people know the file; its name without extension is the VAE's usual name
   * @param name what it is to be called; absent: as the file
   * @throws UploadRefused if it is too large
   * @throws dev.lorafoundry.diffusion.model.ModelRefused if there is no VAE in it that can be used
   * @throws dev.lorafoundry.api.project.NameRefused if it can't have that name
   */
  public RegisteredVae register(Path file, String fileName, @Nullable String name)
      throws IOException {
    StoredFile stored = storage.store(file, fileName, name, RegisterVae::look).file();
    VaeReference reference =
        new VaeReference(
            VaeId.random(), stored.name(), stored.sha256(), stored.bytes(), stored.key());
    RegisteredVae registered =
        transactions.execute(status -> vaes.add(new RegisteredVae(reference, clock.instant())));
    log.info(
        "VAE {} '{}' is registered ({})",
        registered.reference().id(),
        stored.name(),
        stored.sha256());
    return registered;
  }

  private static boolean look(Path file) throws IOException {
    VaeFile.open(file).close();
    return true;
  }
}
