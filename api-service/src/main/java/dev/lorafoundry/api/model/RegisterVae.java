package dev.lorafoundry.api.model;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.diffusion.model.VaeFile;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Makes VAEs of files: looks at them, stores them by their hash, lists them. */
public final class RegisterVae {
  private static final Logger log = LoggerFactory.getLogger(RegisterVae.class);

  private final Vaes vaes;
  private final ObjectStore store;
  private final TransactionOperations transactions;
  private final ModelSettings settings;
  private final InstantSource clock;

  RegisterVae(
      Vaes vaes,
      ObjectStore store,
      TransactionOperations transactions,
      ModelSettings settings,
      InstantSource clock) {
    this.vaes = vaes;
    this.store = store;
    this.transactions = transactions;
    this.settings = settings;
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
    String called = Names.checked(new ModelFiles(file, fileName, null, name, null).modelName());
    long bytes = Files.size(file);
    settings.requireAllowed(bytes);
    VaeFile.open(file).close();
    String sha256 = new DigestUtils(SHA_256).digestAsHex(file);
    ObjectKey key = ObjectKey.of("vaes", sha256 + ".safetensors");
    store.putIfAbsent(key, Content.of(file, Content.BINARY));
    VaeReference reference = new VaeReference(VaeId.random(), called, sha256, bytes, key.value());
    RegisteredVae registered =
        transactions.execute(status -> vaes.add(new RegisteredVae(reference, clock.instant())));
    log.info("VAE {} '{}' is registered ({})", registered.reference().id(), called, sha256);
    return registered;
  }
}
