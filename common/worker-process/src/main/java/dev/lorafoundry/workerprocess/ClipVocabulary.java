package dev.lorafoundry.workerprocess;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.messaging.work.WorkFailed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CLIP's vocabulary, for base models that come without their own: a file that the operator names,
 * or OpenAI's list of merges, fetched on first use and kept. What was fetched is used only if it is
 * that very file; several processes may keep it in one folder.
 */
public final class ClipVocabulary {
  /** Where OpenAI publishes it. */
  static final String HOME =
      "https://raw.githubusercontent.com/openai/CLIP/d05afc436d78f1c48dc0dbf8e5980a9d471f35f6/clip/bpe_simple_vocab_16e6.txt.gz";

  private static final Logger log = LoggerFactory.getLogger(ClipVocabulary.class);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Optional<Path> given;
  private final Optional<URI> address;
  private final KnownFile file;
  private final Path kept;
  private final Duration limit;

  ClipVocabulary(
      Optional<Path> given, Optional<URI> address, KnownFile file, Path folder, Duration limit) {
    this.given = given;
    this.address = address;
    this.file = file;
    this.kept = folder.resolve(file.name());
    this.limit = limit;
  }

  /**
   * @param given a file, which is used as it is
   * @param address to fetch from; empty: nothing is fetched
   * @param folder for what was fetched, made if need be
   */
  public static ClipVocabulary of(Optional<Path> given, Optional<URI> address, Path folder) {
    return new ClipVocabulary(given, address, KnownFile.CLIP_MERGES, folder, LIMIT);
  }

  /**
   * The vocabulary's file.
   *
   * @throws WorkFailed if there is none
   */
  public synchronized Path file() {
    if (given.isPresent()) {
      return given.get();
    }
    try {
      if (!file.isAt(kept)) {
        fetch();
      }
      return kept;
    } catch (IOException e) {
      throw new WorkFailed(FailureKind.INFRASTRUCTURE, missing(String.valueOf(e.getMessage())), e);
    }
  }

  private void fetch() throws IOException {
    if (address.isEmpty()) {
      throw new WorkFailed(FailureKind.BAD_INPUT, missing("fetching it is switched off"));
    }
    URI from = address.get();
    byte[] content;
    try {
      content = new Download(from, file.bytes(), limit).content();
    } catch (IOException e) {
      throw new IOException("it can't be fetched from " + from + ", because " + e.getMessage(), e);
    }
    if (!file.is(content)) {
      throw new IOException(
          "%s sent %d bytes that are not the file, which has %d bytes and digest %s"
              .formatted(from, content.length, file.bytes(), file.sha256()));
    }
    keep(content);
    log.info("Fetched CLIP's vocabulary from {}, kept as {}", from, kept);
  }

  private String missing(String reason) {
    return ("The base model was registered without a tokenizer.json, so it needs CLIP's vocabulary:"
            + " %s. Put %s on the worker's disk as %s, or name it or a tokenizer.json in"
            + " lora-foundry.worker.clip-tokenizer, or register the model with its own.")
        .formatted(reason, file.name(), kept);
  }

  private void keep(byte[] content) throws IOException {
    Files.createDirectories(kept.getParent());
    Path part = Files.createTempFile(kept.getParent(), "", ".part");
    try {
      Files.write(part, content);
      Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
