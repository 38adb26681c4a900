package dev.lorafoundry.api.checkpoint.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointFileGone;
import dev.lorafoundry.api.checkpoint.CheckpointNotFound;
import dev.lorafoundry.api.checkpoint.CheckpointView;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Checkpoints to list and download. */
@Tag(name = "Checkpoints")
@RestController
@RequestMapping("/api/v1")
final class CheckpointController {
  private final Checkpoints checkpoints;
  private final Jobs jobs;
  private final ObjectStore store;

  CheckpointController(Checkpoints checkpoints, Jobs jobs, ObjectStore store) {
    this.checkpoints = checkpoints;
    this.jobs = jobs;
    this.store = store;
  }

  /** Checkpoints of a job, by step. */
  @Operation(summary = "List the checkpoints of a job, by step")
  @GetMapping("/jobs/{id}/checkpoints")
  Page<CheckpointView> ofJob(@PathVariable UUID id) {
    JobId job = new JobId(id);
    if (jobs.find(job).isEmpty()) {
      throw new JobNotFound(job);
    }
    return Page.whole(checkpoints.ofJob(job).stream().map(CheckpointView::of).toList());
  }

  @Operation(summary = "Show a checkpoint")
  @GetMapping("/checkpoints/{id}")
  CheckpointView detail(@PathVariable UUID id) {
    return CheckpointView.of(find(id));
  }

  /** The LoRA file, as the webui, ComfyUI and diffusers take it. */
  @Operation(
      summary = "Download a checkpoint's LoRA file",
      description = "410 where the file was dropped because the run keeps others.")
  @GetMapping("/checkpoints/{id}/file")
  ResponseEntity<Resource> file(@PathVariable UUID id) {
    Checkpoint checkpoint = find(id);
    if (checkpoint.dropped()) {
      throw new CheckpointFileGone(checkpoint);
    }
    ObjectKey key = new ObjectKey(checkpoint.key());
    ContentDisposition download =
        ContentDisposition.attachment()
            .filename(downloadName(checkpoint), StandardCharsets.UTF_8)
            .build();
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, download.toString())
        .eTag("\"" + checkpoint.sha256() + "\"")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .contentLength(checkpoint.bytes())
        .body(new InputStreamResource(() -> store.open(key)));
  }

  private String downloadName(Checkpoint checkpoint) {
    return jobs.find(checkpoint.job())
        .map(job -> checkpoint.nameWith(job.ticket().name()))
        .orElse(checkpoint.name());
  }

  private Checkpoint find(UUID id) {
    CheckpointId checkpoint = new CheckpointId(id);
    return checkpoints.find(checkpoint).orElseThrow(() -> new CheckpointNotFound(checkpoint));
  }
}
