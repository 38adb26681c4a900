package dev.lorafoundry.api.upload;

import dev.lorafoundry.api.upload.Upload.Part;
import dev.lorafoundry.api.upload.Upload.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads in memory. */
public final class InMemoryUploads implements Uploads {
  private final Map<UploadId, Upload> uploads = new LinkedHashMap<>();
  private final Map<UploadId, List<Part>> parts = new LinkedHashMap<>();

  @Override
  public void lock(String owner) {
    // why: there is nobody else in memory
  }

  @Override
  public void add(Upload upload) {
    uploads.put(upload.id(), upload);
  }

  @Override
  public Optional<Upload> find(UploadId id) {
    return Optional.ofNullable(uploads.get(id));
  }

  @Override
  public List<Upload> open(String owner) {
    return uploads.values().stream()
        .filter(upload -> upload.owner().equals(owner) && upload.report() == null)
        .sorted(Comparator.comparing(upload -> upload.file().name()))
        .toList();
  }

  @Override
  public boolean append(UploadId id, Part part, int mostParts) {
    Upload upload = uploads.get(id);
    if (upload == null
        || upload.received() != part.start()
        || upload.received() + part.bytes() > upload.file().bytes()
        || parts(id).size() >= mostParts) {
      return false;
    }
    change(upload, upload.received() + part.bytes(), null, null);
    parts.computeIfAbsent(id, any -> new ArrayList<>()).add(part);
    return true;
  }

  @Override
  public List<Part> parts(UploadId id) {
    return Collections.unmodifiableList(parts.getOrDefault(id, List.of()));
  }

  @Override
  public boolean take(UploadId id, Instant now, Instant until) {
    Upload upload = uploads.get(id);
    if (upload == null || upload.state(now) != Upload.State.RECEIVED) {
      return false;
    }
    change(upload, upload.received(), until, null);
    return true;
  }

  @Override
  public void giveBack(UploadId id, Instant until) {
    find(id)
        .filter(upload -> until.equals(upload.addingUntil()))
        .ifPresent(upload -> change(upload, upload.received(), null, upload.report()));
  }

  @Override
  public boolean close(UploadId id, Report report) {
    Optional<Upload> open = find(id).filter(upload -> upload.report() == null);
    open.ifPresent(upload -> change(upload, upload.received(), upload.addingUntil(), report));
    parts.remove(id);
    return open.isPresent();
  }

  @Override
  public boolean remove(UploadId id, Instant now) {
    Upload upload = uploads.get(id);
    if (upload == null || upload.state(now) == Upload.State.ADDING) {
      return false;
    }
    uploads.remove(id);
    parts.remove(id);
    return true;
  }

  @Override
  public void purge(Instant now) {
    uploads
        .values()
        .removeIf(
            upload -> upload.expiresAt().isBefore(now) && upload.state(now) != Upload.State.ADDING);
  }

  private void change(
      Upload upload, long received, @Nullable Instant addingUntil, @Nullable Report report) {
    uploads.put(
        upload.id(),
        new Upload(
            upload.id(),
            upload.owner(),
            upload.target(),
            upload.file(),
            received,
            upload.expiresAt(),
            addingUntil,
            report));
  }
}
