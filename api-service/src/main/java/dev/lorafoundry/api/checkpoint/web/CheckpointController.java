package dev.lorafoundry.api.checkpoint.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointFileGone;
import dev.lorafoundry.api.checkpoint.CheckpointNotFound;
import dev.lorafoundry.api.checkpoint.CheckpointView;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.checkpoint.DiffusersFile;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Checkpoints to list and download. */
@Tag(name = "Checkpoints")
@RestController
@RequestMapping("/api/v1")
final class CheckpointController {
  private static final String KOHYA = "kohya";
  private static final String DIFFUSERS = "diffusers";

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

  /**
   * The LoRA file, as webui and ComfyUI take it, or as diffusers does; nothing where the client has
   * it already.
   */
  @Operation(
      summary = "Download a checkpoint's LoRA file",
      description =
          "In the format of kohya (of LyCORIS for LoHa, LoKr and DoRA), which webui and ComfyUI"
              + " read, or made for diffusers: a LoRA as load_lora_weights reads it, a LoHa or LoKr"
              + " as a zip of PEFT's adapters for the models of the pipeline, with what to write in"
              + " Python. 409 where diffusers can't have it: DoRA of inputs, and a LoKr with a"
              + " lokrFactor that PEFT does not know. 410 where the file was dropped because the run"
              + " keeps others.")
  @GetMapping("/checkpoints/{id}/file")
  @Nullable ResponseEntity<Resource> file(
      @PathVariable UUID id,
      @Parameter(schema = @Schema(allowableValues = {KOHYA, DIFFUSERS}))
          @RequestParam(defaultValue = KOHYA)
          String format,
      WebRequest request) {
    Checkpoint checkpoint = find(id);
    if (checkpoint.dropped()) {
      throw new CheckpointFileGone(checkpoint);
    }
    return switch (format) {
      case KOHYA -> kohya(checkpoint);
      case DIFFUSERS -> diffusers(checkpoint, request);
      default ->
          throw RequestRefused.badRequest(
              "format '%s' is not allowed: use %s or %s.".formatted(format, KOHYA, DIFFUSERS));
    };
  }

  private ResponseEntity<Resource> kohya(Checkpoint checkpoint) {
    ObjectKey key = new ObjectKey(checkpoint.key());
    return download(downloadName(checkpoint), checkpoint.sha256())
        .contentLength(checkpoint.bytes())
        .body(new InputStreamResource(() -> store.open(key)));
  }

  private @Nullable ResponseEntity<Resource> diffusers(Checkpoint checkpoint, WebRequest request) {
    String digest = DiffusersFile.digest(checkpoint);
    if (request.checkNotModified(digest)) {
      return null; // why: it was answered, before the file was made
    }
    Family family =
        jobs.find(checkpoint.job())
            .orElseThrow(() -> new JobNotFound(checkpoint.job()))
            .ticket()
            .baseModel()
            .family();
    DiffusersFile file = DiffusersFile.of(checkpoint, family, store);
    return download(file.name(downloadName(checkpoint)), digest)
        .contentLength(file.size())
        .body(new InputStreamResource(file::open));
  }

  private static ResponseEntity.BodyBuilder download(String name, String digest) {
    ContentDisposition download =
        ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build();
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, download.toString())
        .eTag("\"" + digest + "\"")
        .contentType(
            MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM));
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
