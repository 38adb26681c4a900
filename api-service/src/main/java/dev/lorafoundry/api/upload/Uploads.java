package dev.lorafoundry.api.upload;

import dev.lorafoundry.api.upload.Upload.Part;
import dev.lorafoundry.api.upload.Upload.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All files that come in parts. */
public interface Uploads {
  /** Keeps others of this owner from beginning uploads until the transaction ends. */
  void lock(String owner);

  void add(Upload upload);

  Optional<Upload> find(UploadId id);

  /** Those of an owner that were not added yet, in the order of their names. */
  List<Upload> open(String owner);

  /**
   * More bytes are stored.
   *
   * @param mostParts that an upload may have
   * @return whether they were the next ones and may be a part more; nothing changed if not
   */
  boolean append(UploadId id, Part part, int mostParts);

  /** What is stored, from its beginning on. */
  List<Part> parts(UploadId id);

  /**
   * Somebody begins to add the complete upload.
   *
   * @return whether nobody else does, or has; nothing changed if not
   */
  boolean take(UploadId id, Instant now, Instant until);

  /**
   * Who took it does not add it any more; where somebody else took it since, nothing changes.
   *
   * @param until as it was taken
   */
  void giveBack(UploadId id, Instant until);

  /**
   * It was added; its parts are not needed any more.
   *
   * @return whether nobody else had added it; nothing changed if somebody had
   */
  boolean close(UploadId id, Report report);

  /**
   * Forgets it, unless somebody is adding it.
   *
   * @return whether it was there and could be forgotten; nothing changed if not
   */
  boolean remove(UploadId id, Instant now);

  /** Forgets those whose time has come, unless somebody is adding them. */
  void purge(Instant now);
}
