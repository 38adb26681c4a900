package dev.lorafoundry.api.model.web;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a model to be made of a file in the service's folder.
 *
 * @param file plain name of a file in the folder
 * @param tokenizer plain name of the model's own tokenizer.json in the folder; absent: CLIP's
 * @param name absent: as the file
 * @param prediction epsilon or v; absent: as most models of its family
 */
record ImportRequest(
    @Nullable String file,
    @Nullable String tokenizer,
    @Nullable String name,
    @Nullable String prediction) {}
