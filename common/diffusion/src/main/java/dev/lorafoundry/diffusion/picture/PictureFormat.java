package dev.lorafoundry.diffusion.picture;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Picture formats that can be read, told apart by their first bytes and never by their name. */
public enum PictureFormat {
  PNG("png", "image/png", "\u0089PNG\r\n\u001a\n"),
  JPEG("jpg", "image/jpeg", "\u00ff\u00d8\u00ff"),
  GIF("gif", "image/gif", "GIF8"),
  BMP("bmp", "image/bmp", "BM"),
  WEBP("webp", "image/webp", "RIFF????WEBP");

  private static final char ANY = '?';

  private final String extension;
  private final String mediaType;
  private final String magic;

  /**
   * @param magic first bytes, one character each; {@code ?} stands for any byte
   */
  PictureFormat(String extension, String mediaType, String magic) {
    this.extension = extension;
    this.mediaType = mediaType;
    this.magic = magic;
  }

  /** File name extension, without a dot. */
  public String extension() {
    return extension;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The format of a file that begins with these bytes; empty for any other file. */
  public static Optional<PictureFormat> of(byte[] start) {
    return Arrays.stream(values()).filter(format -> format.matches(start)).findFirst();
  }

  private boolean matches(byte[] start) {
    return start.length >= magic.length()
        && IntStream.range(0, magic.length())
            .allMatch(i -> magic.charAt(i) == ANY || magic.charAt(i) == (start[i] & 0xff));
  }
}
