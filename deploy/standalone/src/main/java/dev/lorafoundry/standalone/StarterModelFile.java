package dev.lorafoundry.standalone;

import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.startermodel.StarterModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The base model that comes with the system, so that training can start at once. */
final class StarterModelFile {
  static final String NAME = "starter-v1";

  private StarterModelFile() {}

  /** Puts it among the base models that may be imported, at the first start. */
  static void putInto(Path models) {
    try {
      Files.createDirectories(models);
      if (!Files.exists(models.resolve(StarterModel.MODEL))) {
        StarterModel.copyTo(models);
      }
    } catch (IOException e) {
      throw new StartRefused("The starter model can't be written to " + models + ": " + e, e);
    }
  }

  static void register(FoundryClient client) {
    if (client.baseModel(NAME).isEmpty()) {
      client.importBaseModel(StarterModel.MODEL, StarterModel.TOKENIZER, NAME);
    }
  }
}
