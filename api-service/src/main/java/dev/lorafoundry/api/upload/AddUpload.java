package dev.lorafoundry.api.upload;

import dev.lorafoundry.api.dataset.AddPictures;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.SentFolders;
import dev.lorafoundry.api.dataset.UploadReport;
import dev.lorafoundry.api.dataset.UploadedFile;
import dev.lorafoundry.api.upload.Upload.File;
import dev.lorafoundry.api.upload.Upload.Part;
import dev.lorafoundry.api.upload.Upload.Report;
import dev.lorafoundry.api.upload.Upload.Target;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Adds complete uploads to their datasets, as if they had come at once; each only once, and what
 * came of it can be asked for again.
 */
public final class AddUpload {
  /** Longer than a zip of the largest size takes. */
  private static final Duration TIME_TO_ADD = Duration.ofMinutes(10);

  private final Uploads uploads;
  private final AddPictures addition;
  private final Pictures pictures;
  private final ObjectStore store;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  AddUpload(
      Uploads uploads,
      AddPictures addition,
      Pictures pictures,
      ObjectStore store,
      TransactionOperations transactions,
      InstantSource clock) {
    this.uploads = uploads;
    this.addition = addition;
    this.pictures = pictures;
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Adds it, unless that has been done.
   *
   * @param folders that it lay in with others
   * @throws UploadOutOfStep if it is not complete, or somebody is adding it
   */
  public Report add(Upload upload, SentFolders folders) throws IOException {
    if (upload.report() != null) {
      return upload.report();
    }
    if (upload.received() < upload.file().bytes()) {
      throw new UploadOutOfStep(
          String.format(
              Locale.ROOT,
              "Of %,d bytes %,d are here: send the others first.",
              upload.file().bytes(),
              upload.received()));
    }
    Instant now = clock.instant();
    Instant until = now.plus(TIME_TO_ADD);
    if (!uploads.take(upload.id(), now, until)) {
      throw new UploadOutOfStep(
          "The upload is being added to the dataset: ask for it again soon to see what came of it.");
    }
    try {
      return added(upload, folders);
    } finally {
      uploads.giveBack(upload.id(), until);
    }
  }

  private Report added(Upload upload, SentFolders folders) throws IOException {
    List<Part> parts = uploads.parts(upload.id());
    File file = upload.file();
    Target target = upload.target();
    UploadReport found =
        addition.add(
            target.version(),
            target.concept(),
            List.of(
                new UploadedFile(file.name(), file.bytes(), () -> new PartStream(store, parts))),
            folders);
    Report report = new Report(found.accepted().size(), found.refused());
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              pictures.discard(parts.stream().map(Part::key).toList());
              return uploads.close(upload.id(), report) ? report : earlier(upload);
            }));
  }

  /** What came of it when somebody else added it: this one found it all there. */
  private Report earlier(Upload upload) {
    return uploads
        .find(upload.id())
        .map(Upload::report)
        .orElseThrow(() -> new UploadNotFound(upload.id()));
  }
}
