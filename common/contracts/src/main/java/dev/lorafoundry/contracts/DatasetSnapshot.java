package dev.lorafoundry.contracts;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
   * @param framing absent in older snapshots: then it counts as a whole original
   */
  public record Picture(
      String name,
      String key,
      String sha256,
      int width,
      int height,
      String caption,
      @Nullable Framing framing) {
    public Picture {
      framing = framing == null ? Framing.whole(width, height) : framing;
    }

    /** A picture that is the whole original. */
    public Picture(String name, String key, String sha256, int width, int height, String caption) {
      this(name, key, sha256, width, height, caption, null);
    }

    @Override
    public Framing framing() {
      return Objects.requireNonNull(framing);
    }
  }

  /** Pictures shown in one epoch. */
  public int samplesPerEpoch() {
    return repeats * pictures.size();
  }
}
