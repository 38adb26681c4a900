package dev.lorafoundry.api.model;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
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

/** Makes base models of files: looks at them, stores them by their hash, lists them. */
public final class RegisterModel {
  private static final Logger log = LoggerFactory.getLogger(RegisterModel.class);

  private final ModelRegister register;
  private final ObjectStore store;
  private final TransactionOperations transactions;
  private final ModelSettings settings;
  private final InstantSource clock;

  RegisterModel(
      ModelRegister register,
      ObjectStore store,
      TransactionOperations transactions,
      ModelSettings settings,
      InstantSource clock) {
    this.register = register;
    this.store = store;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Registers a model; the same files with the same prediction are the same model.
   *
   * @throws UploadRefused if it is too large or its parts don't fit
   * @throws dev.lorafoundry.diffusion.model.ModelRefused if a file is none that can be used
   * @throws dev.lorafoundry.api.project.NameRefused if it can't have that name
   */
  public RegisteredModel register(ModelFiles files) throws IOException {
    String name = Names.checked(files.modelName());
    long bytes = Files.size(files.file());
    settings.requireAllowed(bytes);
    Inspection inspection = Inspection.of(files.file(), files.tokenizer());
    String sha256 = new DigestUtils(SHA_256).digestAsHex(files.file());
    BaseModelReference reference =
        new BaseModelReference(
            BaseModelId.random(),
            name,
            inspection.family(),
            Prediction.of(files.prediction(), inspection.family()),
            sha256,
            bytes,
            stored(files.file(), sha256 + ".safetensors", Content.BINARY),
            storedTokenizer(files.tokenizer()));
    RegisteredModel asked =
        new RegisteredModel(
            new BaseModel(
                reference,
                inspection.largestRank(),
                inspection.sizes().usedTextLayers(inspection.family())),
            inspection.sizes(),
            clock.instant());
    RegisteredModel registered = transactions.execute(status -> register.add(asked));
    log.info(
        "Base model {} '{}' is {} ({})",
        registered.model().reference().id(),
        name,
        inspection.family(),
        sha256);
    return registered;
  }

  private @Nullable String storedTokenizer(@Nullable Path tokenizer) throws IOException {
    return tokenizer == null
        ? null
        : stored(
            tokenizer,
            new DigestUtils(SHA_256).digestAsHex(tokenizer) + ".tokenizer.json",
            Content.JSON);
  }

  private String stored(Path file, String name, String type) {
    ObjectKey key = ObjectKey.of("models", name);
    store.putIfAbsent(key, Content.of(file, type));
    return key.value();
  }
}
