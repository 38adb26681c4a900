package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a training picture was taken out of its original: SDXL is told of it.
 *
 * @param originalWidth pixels of the upright original
 * @param originalHeight pixels of the upright original
 * @param left columns before the picture, once the original was brought to scale
 * @param top rows above the picture
 * @param overflow what its file has beyond the picture, which then begins at left and top of the
 *     file; absent where it was cut off, and the file is the picture
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Framing(
    int originalWidth, int originalHeight, int left, int top, @Nullable Overflow overflow) {
  public Framing {
    if (originalWidth < 1 || originalHeight < 1 || left < 0 || top < 0) {
      throw new IllegalArgumentException(
          "a picture out of %d × %d pixels, from %d, %d on, is not allowed: sides are at least 1, places at least 0"
              .formatted(originalWidth, originalHeight, left, top));
    }
    if (overflow != null && (left > overflow.columns() || top > overflow.rows())) {
      throw new IllegalArgumentException(
          "a picture from %d, %d on does not lie in a file that is %d columns and %d rows larger"
              .formatted(left, top, overflow.columns(), overflow.rows()));
    }
  }

  /** Of a picture around which all was cut off. */
  public Framing(int originalWidth, int originalHeight, int left, int top) {
    this(originalWidth, originalHeight, left, top, null);
  }

  /**
   * How much larger than the picture its file is.
   *
   * @param columns on the left and on the right together
   * @param rows above and below together
   */
  public record Overflow(int columns, int rows) {
    /** Of a file that is the picture. */
    public static final Overflow NONE = new Overflow(0, 0);

    public Overflow {
      if (columns < 0 || rows < 0) {
        throw new IllegalArgumentException(
            "a file larger by %d columns and %d rows is not allowed: at least 0"
                .formatted(columns, rows));
      }
    }
  }

  /** Of a picture that is the whole original, as it was. */
  public static Framing whole(int width, int height) {
    return new Framing(width, height, 0, 0);
  }

  /** What its file has beyond the picture; empty where that was cut off. */
  public Optional<Overflow> kept() {
    return Optional.ofNullable(overflow);
  }

  /** Of another part of the same file, as large as the picture. */
  public Framing at(int otherLeft, int otherTop) {
    return new Framing(originalWidth, originalHeight, otherLeft, otherTop, overflow);
  }
}
