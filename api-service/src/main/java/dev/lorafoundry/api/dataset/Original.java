package dev.lorafoundry.api.dataset;

import dev.lorafoundry.diffusion.picture.PictureFormat;

/**
 * A picture's file as it was uploaded.
 *
 * @param name as people know the file
 * @param width pixels as stored, before any rotation
 * @param height pixels as stored, before any rotation
 * @param key where it lies in the object store
 */
public record Original(
    String name,
    PictureFormat format,
    int width,
    int height,
    long bytes,
    String sha256,
    String key) {

  /** The name without its extension: what captions are matched by. */
  public String stem() {
    return FileName.stem(name);
  }
}
