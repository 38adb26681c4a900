package dev.lorafoundry.api.dataset;

import dev.lorafoundry.diffusion.picture.PictureFormat;
import org.jspecify.annotations.Nullable;

/**
 * A picture's file as it was uploaded.
 *
 * @param name as people know the file
 * @param width pixels as stored, before any rotation
 * @param height pixels as stored, before any rotation
 * @param key where it lies in the object store
 * @param mask that was uploaded beside it
 */
public record Original(
    String name,
    PictureFormat format,
    int width,
    int height,
    long bytes,
    String sha256,
    String key,
    @Nullable Mask mask) {
  /** Without a mask. */
  public Original(
      String name,
      PictureFormat format,
      int width,
      int height,
      long bytes,
      String sha256,
      String key) {
    this(name, format, width, height, bytes, sha256, key, null);
  }

  Original with(@Nullable Mask other) {
    return new Original(name, format, width, height, bytes, sha256, key, other);
  }

  /** The name without its extension: what captions are matched by. */
  public String stem() {
    return FileName.stem(name);
  }
}
