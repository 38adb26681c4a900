package dev.lorafoundry.api.upload;

import dev.lorafoundry.api.dataset.AddPictures;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.SentFolders;
import dev.lorafoundry.api.dataset.UploadReport;
import dev.lorafoundry.api.dataset.UploadedFile;
import dev.lorafoundry.api.upload.Upload.Dataset;
import dev.lorafoundry.api.upload.Upload.File;
import dev.lorafoundry.api.upload.Upload.Part;
import dev.lorafoundry.api.upload.Upload.Report;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
  private final UploadTurns turns;

  AddUpload(
      Uploads uploads,
      AddPictures addition,
      Pictures pictures,
      ObjectStore store,
      TransactionOperations transactions,
      UploadTurns turns) {
    this.uploads = uploads;
    this.addition = addition;
    this.pictures = pictures;
    this.store = store;
    this.transactions = transactions;
    this.turns = turns;
  }

  /**
   * Adds it, unless that has been done.
   *
   * @param folders that it lay in with others
   * @throws UploadOutOfStep if it is not complete, or somebody is adding it
   * @throws UploadUnclear if it is to become a model
   */
  public Report add(Upload upload, SentFolders folders) throws IOException {
    if (upload.report() != null) {
      return upload.report();
    }
    if (upload.target() instanceof Dataset target) {
      return turns.take(upload, TIME_TO_ADD, () -> added(upload, target, folders));
    }
    throw new UploadUnclear(
        "The upload is to become a model: post to its base-model, vae or lora.");
  }

  private Report added(Upload upload, Dataset target, SentFolders folders) throws IOException {
    List<Part> parts = uploads.parts(upload.id());
    File file = upload.file();
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
