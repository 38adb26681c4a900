package dev.lorafoundry.api.upload.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lorafoundry.api.rest.Worded;
import dev.lorafoundry.api.upload.Upload;
import dev.lorafoundry.api.upload.Upload.Dataset;
import dev.lorafoundry.api.upload.Upload.Report;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A file that comes in parts, as REST tells it.
 *
 * @param version absent: it is to become a model
 * @param modified when the file was changed, as its sender wrote it
 * @param received bytes that are here
 * @param state receiving, received (and not added yet), adding or added
 * @param report what came of it; absent until it was added
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UploadAnswer(
    UUID id,
    @Nullable UUID version,
    @Nullable UUID concept,
    String name,
    String modified,
    long bytes,
    long received,
    String state,
    Instant expiresAt,
    @Nullable Report report)
    implements Worded {
  static UploadAnswer of(Upload upload, Instant now) {
    Dataset dataset = upload.target() instanceof Dataset found ? found : null;
    return new UploadAnswer(
        upload.id().value(),
        dataset == null ? null : dataset.version().value(),
        dataset == null ? null : dataset.concept().value(),
        upload.file().name(),
        upload.file().modified(),
        upload.file().bytes(),
        upload.received(),
        upload.state(now).name().toLowerCase(Locale.ROOT),
        upload.expiresAt(),
        upload.report());
  }

  @Override
  public UploadAnswer said(UnaryOperator<String> sentences) {
    return new UploadAnswer(
        id,
        version,
        concept,
        name,
        modified,
        bytes,
        received,
        state,
        expiresAt,
        report == null ? null : report.said(sentences));
  }
}
