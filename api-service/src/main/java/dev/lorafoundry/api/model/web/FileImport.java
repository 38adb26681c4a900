package dev.lorafoundry.api.model.web;

import dev.lorafoundry.api.rest.RequestRefused;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a VAE or a LoRA to be made of a file in the service's folder.
 *
 * @param file plain name of a file in the folder
 * @param name absent: as the file
 */
record FileImport(@Nullable String file, @Nullable String name) {
  /**
   * @throws RequestRefused if it names none
   */
  String requiredFile() {
    if (file == null) {
      throw RequestRefused.badRequest(
          "file is missing: give the name of a file that /api/v1/base-models/folder lists.");
    }
    return file;
  }
}
