package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointNotFound;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.JobCancellation;
import dev.lorafoundry.api.job.RetryJob;
import dev.lorafoundry.api.preview.PreviewCancellation;
import dev.lorafoundry.api.preview.PreviewRequests;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.WorkId;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What people ask of jobs, checkpoints and previews by a button. */
@Hidden
@Controller
final class JobActionController {
  private static final String ASKED = "Somebody asked for it on the page.";

  private final WorkQueue queue;
  private final JobCancellation jobs;
  private final RetryJob retrying;
  private final Checkpoints checkpoints;
  private final PreviewRequests previews;
  private final PreviewCancellation renderings;

  JobActionController(
      WorkQueue queue,
      JobCancellation jobs,
      RetryJob retrying,
      Checkpoints checkpoints,
      PreviewRequests previews,
      PreviewCancellation renderings) {
    this.queue = queue;
    this.jobs = jobs;
    this.retrying = retrying;
    this.checkpoints = checkpoints;
    this.previews = previews;
    this.renderings = renderings;
  }

  @PostMapping("/jobs/{id}/pause")
  ResponseEntity<Void> pause(@PathVariable UUID id) {
    queue.pause(work(id), ASKED);
    return Answers.changed("jobs-changed");
  }

  @PostMapping("/jobs/{id}/resume")
  ResponseEntity<Void> resume(@PathVariable UUID id) {
    queue.resume(work(id));
    return Answers.changed("jobs-changed");
  }

  @PostMapping("/jobs/{id}/cancel")
  ResponseEntity<Void> cancel(@PathVariable UUID id) {
    jobs.cancel(new JobId(id), ASKED);
    return Answers.changed("jobs-changed");
  }

  @PostMapping("/jobs/{id}/retry")
  ResponseEntity<Void> retry(@PathVariable UUID id) {
    retrying.retry(new JobId(id));
    return Answers.changed("jobs-changed");
  }

  @PostMapping("/checkpoints/{id}/previews")
  ResponseEntity<Void> render(@PathVariable UUID id) {
    CheckpointId asked = new CheckpointId(id);
    Checkpoint checkpoint =
        checkpoints.find(asked).orElseThrow(() -> new CheckpointNotFound(asked));
    previews.ask(List.of(checkpoint), Map.of());
    return Answers.changed("previews-changed");
  }

  @PostMapping("/previews/{id}/cancel")
  ResponseEntity<Void> cancelRendering(@PathVariable UUID id) {
    var unused = renderings.cancel(new PreviewId(id), ASKED);
    return Answers.changed("previews-changed");
  }

  private static WorkId work(UUID job) {
    return WorkId.of(new JobId(job));
  }
}
