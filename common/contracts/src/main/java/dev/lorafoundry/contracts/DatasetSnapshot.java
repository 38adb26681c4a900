package dev.lorafoundry.contracts;

import java.util.List;

/**
 * The immutable dataset that a run trains on. Pictures are listed once; an epoch shows each of them
 * {@code repeats} times.
 *
 * @param classTokens caption of pictures that have none
 */
public record DatasetSnapshot(int repeats, String classTokens, List<Picture> pictures) {
  public DatasetSnapshot {
    pictures = List.copyOf(pictures);
    if (repeats < 1) {
      throw new IllegalArgumentException("repeats " + repeats + " is not allowed: at least 1");
    }
  }

  /**
   * One processed picture.
   *
   * @param name file name as the original scheme gives it, such as {@code 00003-1-foo.png}
   * @param key object key of the PNG
   * @param sha256 hex digest of the PNG
   * @param width pixels
   * @param height pixels
   */
  public record Picture(
      String name, String key, String sha256, int width, int height, String caption) {}

  /** Pictures shown in one epoch. */
  public int samplesPerEpoch() {
    return repeats * pictures.size();
  }
}
