package dev.lorafoundry.api.model.web;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a VAE to be made of a file in the service's folder.
 *
 * @param file plain name of a file in the folder
 * @param name absent: as the file
 */
record VaeImportRequest(@Nullable String file, @Nullable String name) {}
