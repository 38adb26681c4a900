package dev.lorafoundry.objectstore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is to be stored: bytes of known length with their media type.
 *
 * @param source opened once per put
 * @param length number of bytes that the source gives
 * @param type media type, such as {@code image/png}
 */
public record Content(Source source, long length, String type) {
  /** The usual type of files that have no better one. */
  public static final String BINARY = "application/octet-stream";

  public static final String JSON = "application/json";
  public static final String PNG = "image/png";

  /** Where the bytes come from. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  public Content {
    if (length < 0) {
      throw new IllegalArgumentException(
          "content length " + length + " is not allowed: at least 0");
    }
    if (type.isBlank()) {
      throw new IllegalArgumentException("content type is blank: give one, such as " + BINARY);
    }
  }

  /** The bytes as they are now; the array must not be changed before they are stored. */
  public static Content of(byte[] bytes, String type) {
    return new Content(() -> new ByteArrayInputStream(bytes), bytes.length, type);
  }

  public static Content of(String text, String type) {
    return of(text.getBytes(StandardCharsets.UTF_8), type);
  }

  /** The file as long as it is now. */
  public static Content of(Path file, String type) {
    try {
      return new Content(() -> Files.newInputStream(file), Files.size(file), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stream that can be stored once; the store closes it. */
  public static Content of(InputStream stream, long length, String type) {
    return new Content(() -> stream, length, type);
  }
}
