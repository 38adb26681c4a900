package dev.lorafoundry.workerprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file whose content is known beforehand, wherever it comes from.
 *
 * @param sha256 hex digest of its content
 */
record KnownFile(String name, int bytes, String sha256) {
  /** CLIP's list of merges, as OpenAI published it. */
  static final KnownFile CLIP_MERGES =
      new KnownFile(
          "bpe_simple_vocab_16e6.txt.gz",
          1_356_917,
          "924691ac288e54409236115652ad4aa250f48203de50a9e4722a6ecd48d6804a");

  boolean is(byte[] content) {
    return content.length == bytes && sha256.equals(digest(content));
  }

  boolean isAt(Path path) throws IOException {
    return Files.isRegularFile(path)
        && Files.size(path) == bytes
        && sha256.equals(digest(Files.readAllBytes(path)));
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
