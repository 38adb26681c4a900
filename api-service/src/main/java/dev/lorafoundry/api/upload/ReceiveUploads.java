package dev.lorafoundry.api.upload;

import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.ConceptNotFound;
import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.DatasetSettings;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.model.ModelSettings;
import dev.lorafoundry.api.model.UploadRefused;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.upload.Upload.Dataset;
import dev.lorafoundry.api.upload.Upload.File;
import dev.lorafoundry.api.upload.Upload.Models;
import dev.lorafoundry.api.upload.Upload.Part;
import dev.lorafoundry.api.upload.Upload.Target;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes files in parts. A part is stored whole, or not at all; then it counts, if it was the next
 * one. Any replica takes any part, and what is stored outlives them all. Versions that are archived
 * take files as others do: what they don't take is new jobs.
 */
public final class ReceiveUploads {
  /** Of one upload: each is an object and a row, however small it is. */
  static final int MOST_PARTS = 4_000;

  private static final Duration BEYOND = Duration.ofHours(1);

  private final Uploads uploads;
  private final Versions versions;
  private final Concepts concepts;
  private final Pictures pictures;
  private final ObjectStore store;
  private final TransactionOperations transactions;
  private final Limits limits;
  private final InstantSource clock;

  /** What holds for parts, and for what they become. */
  record Limits(UploadSettings uploads, DatasetSettings dataset, ModelSettings models) {}

  ReceiveUploads(
      Uploads uploads,
      Versions versions,
      Concepts concepts,
      Pictures pictures,
      ObjectStore store,
      TransactionOperations transactions,
      Limits limits,
      InstantSource clock) {
    this.uploads = uploads;
    this.versions = versions;
    this.concepts = concepts;
    this.pictures = pictures;
    this.store = store;
    this.transactions = transactions;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Begins an upload.
   *
   * @throws VersionNotFound if there is no such version
   * @throws ConceptNotFound if it has no such concept
   * @throws UploadTooLarge if the file is larger than a dataset allows
   * @throws UploadRefused if it is larger than a model may be
   * @throws TooManyUploads if the owner has begun enough of them
   */
  public Upload begin(String owner, Target target, File file) {
    requireSome(file);
    if (target instanceof Dataset dataset) {
      requireTarget(dataset);
      requireSize(file);
    } else {
      limits.models().requireAllowed(file.bytes());
    }
    Upload upload =
        Upload.begun(owner, target, file, clock.instant().plus(limits.uploads().kept()));
    transactions.executeWithoutResult(
        status -> {
          uploads.lock(owner);
          requireRoom(uploads.open(owner), file);
          uploads.add(upload);
        });
    return upload;
  }

  private void requireTarget(Dataset target) {
    VersionId version = target.version();
    requireVersion(version);
    ConceptId concept = target.concept();
    if (concepts.find(concept).filter(found -> found.version().equals(version)).isEmpty()) {
      throw new ConceptNotFound(concept);
    }
  }

  private void requireVersion(VersionId version) {
    if (versions.find(version).isEmpty()) {
      throw new VersionNotFound(version);
    }
  }

  private static void requireSome(File file) {
    if (file.bytes() < 1) {
      throw new UploadUnclear(
          "Upload-Length %d is not allowed: say how many bytes the file has, at least 1."
              .formatted(file.bytes()));
    }
  }

  private void requireSize(File file) {
    boolean zip = file.name().toLowerCase(Locale.ROOT).endsWith(".zip");
    long most = zip ? maxBytes() : limits.dataset().maxFile().toBytes();
    if (file.bytes() > most) {
      throw new UploadTooLarge(
          String.format(
              Locale.ROOT,
              zip
                  ? "The file has %,d bytes; at most %,d are allowed: send it in several zip files."
                  : "The file has %,d bytes; at most %,d are allowed: make the picture smaller.",
              file.bytes(),
              most));
    }
  }

  /** Of the largest file that a dataset takes. */
  public long maxBytes() {
    return limits.dataset().maxUpload().toBytes();
  }

  /** Of the largest file of a model. */
  public long maxModelBytes() {
    return limits.models().maxFile().toBytes();
  }

  private void requireRoom(List<Upload> open, File file) {
    long announced = open.stream().mapToLong(upload -> upload.file().bytes()).sum();
    if (open.size() >= limits.uploads().maxOpen()
        || file.bytes() > limits.uploads().maxOpenBytes().toBytes() - announced) {
      throw new TooManyUploads(
          String.format(
              Locale.ROOT,
              "You have begun %d uploads of %,d bytes in all; at most %d of %,d bytes are allowed at a time: end or cancel some first.",
              open.size(),
              announced,
              limits.uploads().maxOpen(),
              limits.uploads().maxOpenBytes().toBytes()));
    }
  }

  /**
   * @throws UploadNotFound if it is not there, or not this owner's
   */
  public Upload find(UploadId id, String owner) {
    return uploads
        .find(id)
        .filter(upload -> upload.owner().equals(owner))
        .filter(upload -> upload.expiresAt().isAfter(clock.instant()))
        .orElseThrow(() -> new UploadNotFound(id));
  }

  /**
   * What an owner has begun for this version and not ended.
   *
   * @throws VersionNotFound if there is no such version
   */
  public List<Upload> open(String owner, VersionId version) {
    requireVersion(version);
    return uploads.open(owner).stream()
        .filter(
            upload ->
                upload.target() instanceof Dataset dataset && dataset.version().equals(version))
        .filter(upload -> upload.expiresAt().isAfter(clock.instant()))
        .toList();
  }

  /** What an owner has begun that is to become models, and not ended. */
  public List<Upload> openModels(String owner) {
    return uploads.open(owner).stream()
        .filter(upload -> upload.target() instanceof Models)
        .filter(upload -> upload.expiresAt().isAfter(clock.instant()))
        .toList();
  }

  /**
   * Takes the next bytes.
   *
   * @param bytes how many there are
   * @throws UploadOutOfStep if others come next
   * @throws UploadTooLarge if there are too many, or too many parts
   * @throws VersionNotFound if the version that they are for is gone
   */
  public Upload append(Upload upload, long offset, long bytes, InputStream in) throws IOException {
    if (upload.target() instanceof Dataset dataset) {
      requireVersion(dataset.version());
    }
    upload.requireNext(offset, bytes);
    if (bytes == 0) {
      return upload;
    }
    Part part = stored(upload, offset, bytes, in);
    boolean next =
        Objects.requireNonNull(
            transactions.execute(
                status -> {
                  boolean appended = uploads.append(upload.id(), part, MOST_PARTS);
                  if (!appended) {
                    pictures.discard(List.of(part.key()));
                  }
                  return appended;
                }));
    Upload present = find(upload.id(), upload.owner());
    if (!next) {
      present.requireNext(offset, bytes);
      requireFewParts(present);
      throw new UploadOutOfStep("Another part came at the same time: ask how far the upload is.");
    }
    return present;
  }

  private void requireFewParts(Upload upload) {
    if (uploads.parts(upload.id()).size() >= MOST_PARTS) {
      throw new UploadTooLarge(
          String.format(
              Locale.ROOT,
              "The upload has come in %,d parts, and no more are allowed: cancel it, and send the file in larger parts.",
              MOST_PARTS));
    }
  }

  private Part stored(Upload upload, long offset, long bytes, InputStream in) throws IOException {
    Path copy = Files.createTempFile("lora-foundry-upload-", ".part");
    try {
      long length = Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      if (length != bytes) {
        throw new UploadUnclear(
            String.format(
                Locale.ROOT,
                "The part has %,d bytes, not the %,d that its Content-Length says: send it again.",
                length,
                bytes));
      }
      ObjectKey key =
          ObjectKey.of("uploads", upload.id().toString(), offset + "-" + UUID.randomUUID());
      Duration left = Duration.between(clock.instant(), upload.expiresAt());
      pictures.reserve(key.value(), left.plus(BEYOND));
      store.put(key, Content.of(copy, Content.BINARY));
      return new Part(offset, bytes, key.value());
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /**
   * Ends an upload; what is stored of it goes.
   *
   * @throws UploadNotFound if it has been cancelled
   * @throws UploadOutOfStep if it is being added
   */
  public void cancel(Upload upload) {
    transactions.executeWithoutResult(
        status -> {
          List<Part> parts = uploads.parts(upload.id());
          if (!uploads.remove(upload.id(), clock.instant())) {
            find(upload.id(), upload.owner());
            throw new UploadOutOfStep("The upload is being added: it can't be cancelled any more.");
          }
          pictures.discard(parts.stream().map(Part::key).toList());
        });
  }
}
