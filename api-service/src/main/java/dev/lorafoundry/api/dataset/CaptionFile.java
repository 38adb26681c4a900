package dev.lorafoundry.api.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Captions in text files, with all their lines: which of them count is said by the settings of a
 * training.
 */
final class CaptionFile {
  private static final Set<String> EXTENSIONS = Set.of("txt", "caption");

  private static final int LARGEST = 1 << 18;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private CaptionFile() {}

  /** Whether a file of this name is a caption. */
  static boolean is(String name) {
    return EXTENSIONS.contains(FileName.extension(name));
  }

  /**
   * The caption.
   *
   * @throws FileRefused if the file is no text that can be read
   */
  static String read(byte[] file) {
    if (file.length > LARGEST) {
      throw new FileRefused(
          String.format(
              Locale.ROOT,
              "A caption file of %,d bytes is not allowed: use at most %,d.",
              file.length,
              LARGEST));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new FileRefused("The caption file is not in UTF-8: save it in UTF-8.");
    }
  }
}
