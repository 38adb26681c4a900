package dev.lorafoundry.api.upload;

import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.upload.Upload.Models;
import dev.lorafoundry.api.upload.Upload.Part;
import dev.lorafoundry.api.upload.Upload.Report;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes models of complete uploads: each is one file for as long as it is looked at and stored as
 * what it is to become. One that is refused stays, so that it can be tried as something else.
 */
public final class UseUpload {
  /** Longer than a file of the largest size takes to be gathered, hashed and stored again. */
  private static final Duration TIME_TO_USE = Duration.ofMinutes(30);

  private final Uploads uploads;
  private final Pictures pictures;
  private final ObjectStore store;
  private final TransactionOperations transactions;
  private final UploadTurns turns;

  UseUpload(
      Uploads uploads,
      Pictures pictures,
      ObjectStore store,
      TransactionOperations transactions,
      UploadTurns turns) {
    this.uploads = uploads;
    this.pictures = pictures;
    this.store = store;
    this.transactions = transactions;
    this.turns = turns;
  }

  /** What is made of the whole file, which is gone afterwards. */
  @FunctionalInterface
  public interface Making<T> {
    T of(Path whole) throws IOException;
  }

  /**
   * Makes something of it; its parts are not needed any more then.
   *
   * @throws UploadOutOfStep if it is not complete, or somebody uses it, or has used it
   * @throws UploadUnclear if it is for a dataset
   */
  public <T> T use(Upload upload, Making<T> making) throws IOException {
    if (!(upload.target() instanceof Models)) {
      throw new UploadUnclear("The upload is for a dataset: post to its pictures.");
    }
    if (upload.report() != null) {
      throw new UploadOutOfStep("The upload was used already: what came of it is in its list.");
    }
    return turns.take(upload, TIME_TO_USE, () -> used(upload, making));
  }

  private <T> T used(Upload upload, Making<T> making) throws IOException {
    List<Part> parts = uploads.parts(upload.id());
    Path whole = Files.createTempFile("lora-foundry-upload-", ".whole");
    try {
      try (InputStream in = new PartStream(store, parts)) {
        Files.copy(in, whole, StandardCopyOption.REPLACE_EXISTING);
      }
      T made = making.of(whole);
      transactions.executeWithoutResult(
          status -> {
            pictures.discard(parts.stream().map(Part::key).toList());
            var unused = uploads.close(upload.id(), new Report(1, List.of()));
          });
      return made;
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
