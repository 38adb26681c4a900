package dev.lorafoundry.api.preview.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointNotFound;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.preview.MissingPreviews;
import dev.lorafoundry.api.preview.PreviewRequests;
import dev.lorafoundry.api.preview.PreviewView;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where previews are asked for. The body names preview settings; what it does not name is as in the
 * checkpoint's run. All previews of one request share their seeds.
 */
@Tag(name = "Previews")
@RestController
@RequestMapping("/api/v1")
@ResponseStatus(HttpStatus.ACCEPTED)
final class PreviewRequestController {
  private final PreviewRequests requests;
  private final MissingPreviews missing;
  private final Checkpoints checkpoints;
  private final Jobs jobs;
  private final Versions versions;

  PreviewRequestController(
      PreviewRequests requests,
      MissingPreviews missing,
      Checkpoints checkpoints,
      Jobs jobs,
      Versions versions) {
    this.requests = requests;
    this.missing = missing;
    this.checkpoints = checkpoints;
    this.jobs = jobs;
    this.versions = versions;
  }

  @Operation(
      summary = "Render a preview of a checkpoint",
      description = "409 where its file was dropped because the run keeps others.")
  @PostMapping("/checkpoints/{id}/previews")
  PreviewView ofCheckpoint(
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Map<String, @Nullable Object> settings) {
    return ask(List.of(checkpoint(id)), settings).items().get(0);
  }

  /** A preview of every checkpoint of a job whose file is there. */
  @Operation(summary = "Render a preview of every checkpoint of a job")
  @PostMapping("/jobs/{id}/previews")
  Page<PreviewView> ofJob(
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Map<String, @Nullable Object> settings) {
    JobId job = new JobId(id);
    if (jobs.find(job).isEmpty()) {
      throw new JobNotFound(job);
    }
    return ask(there(checkpoints.ofJob(job)), settings);
  }

  /** A preview of every checkpoint of a version whose file is there. */
  @Operation(
      summary = "Render a preview of every checkpoint of a version",
      description =
          "missing: only of those that have none, nor one that is on its way, and of as many as one"
              + " request may ask for; ask again for the next.")
  @PostMapping("/versions/{id}/previews")
  Page<PreviewView> ofVersion(
      @PathVariable UUID id,
      @RequestParam(name = "missing", defaultValue = "false") boolean missingOnly,
      @RequestBody(required = false) @Nullable Map<String, @Nullable Object> settings) {
    VersionId version = new VersionId(id);
    if (versions.find(version).isEmpty()) {
      throw new VersionNotFound(version);
    }
    return ask(
        missingOnly
            ? missing.of(version, requests.mostAtOnce())
            : there(checkpoints.ofVersion(version)),
        settings);
  }

  /**
   * Checkpoints of any jobs.
   *
   * @param settings by name; what is not named is as in the run of the last checkpoint
   */
  record Selection(
      @Nullable List<@Nullable UUID> checkpoints,
      @Nullable Map<String, @Nullable Object> settings) {}

  @Operation(
      summary = "Render a preview of each of these checkpoints",
      description = "409 where the file of one of them was dropped because its run keeps others.")
  @PostMapping("/previews")
  Page<PreviewView> ofSelection(@RequestBody Selection selection) {
    List<UUID> ids =
        Stream.ofNullable(selection.checkpoints())
            .flatMap(List::stream)
            .map(PreviewRequestController::given)
            .distinct()
            .toList();
    if (ids.isEmpty() || ids.size() > requests.mostAtOnce()) {
      throw RequestRefused.badRequest(
          "checkpoints names %d of them: give 1 to %d ids of checkpoints."
              .formatted(ids.size(), requests.mostAtOnce()));
    }
    return ask(ids.stream().map(this::checkpoint).toList(), selection.settings());
  }

  private static UUID given(@Nullable UUID id) {
    if (id == null) {
      throw RequestRefused.badRequest(
          "checkpoints 'null' is not allowed: give ids of checkpoints.");
    }
    return id;
  }

  private Checkpoint checkpoint(UUID id) {
    CheckpointId asked = new CheckpointId(id);
    return checkpoints.find(asked).orElseThrow(() -> new CheckpointNotFound(asked));
  }

  private static List<Checkpoint> there(List<Checkpoint> all) {
    return all.stream().filter(checkpoint -> !checkpoint.dropped()).toList();
  }

  private Page<PreviewView> ask(
      List<Checkpoint> of, @Nullable Map<String, @Nullable Object> settings) {
    return Page.whole(
        requests.ask(of, settings == null ? Map.of() : settings).stream()
            .map(preview -> PreviewView.of(preview, List.of()))
            .toList());
  }
}
