package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a caption to be.
 *
 * @param seen edition of the caption that he saw; absent: whatever it is
 */
public record CaptionText(PictureId picture, String text, @Nullable Long seen) {}
