package dev.lorafoundry.api.checkpoint.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointFileGone;
import dev.lorafoundry.api.checkpoint.CheckpointNotFound;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.ObjectStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Several LoRAs of a version in one download. */
@Tag(name = "Checkpoints")
@RestController
@RequestMapping("/api/v1/versions/{id}/checkpoints.zip")
final class LoraArchiveController {
  /** why: their ids stand in an address, which may be 8 kB long */
  private static final int MOST = 100;

  private static final String ZIP = "application/zip";

  private final Versions versions;
  private final Checkpoints checkpoints;
  private final Jobs jobs;
  private final ObjectStore store;

  LoraArchiveController(Versions versions, Checkpoints checkpoints, Jobs jobs, ObjectStore store) {
    this.versions = versions;
    this.checkpoints = checkpoints;
    this.jobs = jobs;
    this.store = store;
  }

  @Operation(
      summary = "Download several LoRA files of a version as one zip",
      description = "At most 100. 410 where the run has dropped the file of one of them.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
  @GetMapping
  void download(@PathVariable UUID id, @RequestParam List<UUID> ids, HttpServletResponse response)
      throws IOException {
    VersionId asked = new VersionId(id);
    Version version = versions.find(asked).orElseThrow(() -> new VersionNotFound(asked));
    List<UUID> chosen = ids.stream().distinct().toList();
    if (chosen.isEmpty() || chosen.size() > MOST) {
      throw RequestRefused.badRequest(
          "ids names %d checkpoints: give 1 to %d of them for one zip."
              .formatted(chosen.size(), MOST));
    }
    List<Checkpoint> files = chosen.stream().map(each -> file(asked, each)).toList();
    LoraArchive archive =
        new LoraArchive(
            files, jobs.namesOf(files.stream().map(Checkpoint::job).distinct().toList()), store);
    response.setContentType(ZIP);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(version));
    archive.writeTo(response.getOutputStream());
  }

  private Checkpoint file(VersionId version, UUID id) {
    CheckpointId asked = new CheckpointId(id);
    Checkpoint checkpoint =
        checkpoints
            .find(asked)
            .filter(each -> each.version().equals(version))
            .orElseThrow(() -> new CheckpointNotFound(asked));
    if (checkpoint.dropped()) {
      throw new CheckpointFileGone(checkpoint);
    }
    return checkpoint;
  }

  private static String attachment(Version version) {
    return ContentDisposition.attachment()
        .filename(
            version.projectName() + "-" + version.name() + "-loras.zip", StandardCharsets.UTF_8)
        .build()
        .toString();
  }
}
