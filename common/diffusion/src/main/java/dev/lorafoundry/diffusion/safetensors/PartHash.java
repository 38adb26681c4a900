package dev.lorafoundry.diffusion.safetensors;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * First 8 hex digits of the SHA-256 over so many bytes of a file that passes by piece by piece; of
 * nothing, if the file ends before.
 */
public final class PartHash {
  private static final int DIGITS = 8;

  private final MessageDigest digest = DigestUtils.getSha256Digest();
  private final long from;
  private final long to;
  private long position;

  /**
   * @param from position in the file
   */
  public PartHash(long from, int bytes) {
    this.from = from;
    this.to = from + bytes;
  }

  /** Takes the next bytes of the file; they are not used up. */
  public void add(ByteBuffer piece) {
    long end = position + piece.remaining();
    long first = Math.max(position, from);
    long last = Math.min(end, to);
    if (first < last) {
      int begin = piece.position() + (int) (first - position);
      digest.update(piece.slice(begin, (int) (last - first)));
    }
    position = end;
  }

  /** Once all pieces were added. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  /** As long as {@link #hex}, before anything is known. */
  public static String blank() {
    return "0".repeat(DIGITS);
  }
}
