package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.CopyVersion;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Copies versions over REST. */
@Tag(name = "Projects")
@RestController
@RequestMapping("/api/v1/versions/{id}/copy")
final class CopyController {
  private final CopyVersion copying;

  CopyController(CopyVersion copying) {
    this.copying = copying;
  }

  /** What the copy is to be called. */
  record CopyName(
      @Schema(description = "as names of versions are", requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String name) {}

  /** The copy. */
  record CopyAnswer(UUID id, String name, UUID projectId, String projectName, Instant createdAt) {}

  @Operation(
      summary = "Copy a version with its dataset and settings",
      description =
          "Pictures, captions, masks, concepts, preparation settings and the note; no results."
              + " Nothing is stored twice.")
  @PostMapping
  ResponseEntity<CopyAnswer> copy(@PathVariable UUID id, @RequestBody CopyName request) {
    DatedVersion copy = copying.copy(new VersionId(id), request.name());
    return ResponseEntity.created(URI.create("/api/v1/versions/" + copy.version().id()))
        .body(
            new CopyAnswer(
                copy.version().id().value(),
                copy.version().name(),
                copy.version().project().value(),
                copy.version().projectName(),
                copy.createdAt()));
  }
}
