package dev.lorafoundry.standalone;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.startermodel.StarterModel;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The base model that comes with the system, so that training can start at once.
 *
 * @param sha256 digest of its file
 */
record StarterModelFile(String sha256) {
  private static final String NAME = "starter-v1";
  private static final int SHORT_DIGEST = 8;

  /** Puts it among the base models that may be imported, in place of an older one. */
  static StarterModelFile putInto(Path models) {
    try {
      return new StarterModelFile(
          new DigestUtils(SHA_256).digestAsHex(StarterModel.copyTo(models)));
    } catch (IOException e) {
      throw new StartRefused("The starter model can't be written to " + models + ": " + e, e);
    }
  }

  /**
   * Registers it unless it is there. An older one keeps its name, and what was trained on it.
   *
   * @return the name that it has
   */
  String register(FoundryClient client) {
    return client
        .baseModel(model -> model.sha256().equalsIgnoreCase(sha256))
        .orElseGet(
            () -> client.importBaseModel(StarterModel.MODEL, StarterModel.TOKENIZER, name(client)))
        .name();
  }

  private String name(FoundryClient client) {
    return client.baseModel(NAME).isEmpty() ? NAME : NAME + "-" + sha256.substring(0, SHORT_DIGEST);
  }
}
