package dev.lorafoundry.workerprocess;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;

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
    return content.length == bytes && sha256.equals(DigestUtils.sha256Hex(content));
  }

  boolean isAt(Path path) throws IOException {
    return Files.isRegularFile(path)
        && Files.size(path) == bytes
        && sha256.equals(new DigestUtils(SHA_256).digestAsHex(path));
  }
}
