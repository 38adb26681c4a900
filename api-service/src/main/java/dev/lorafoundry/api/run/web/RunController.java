package dev.lorafoundry.api.run.web;

import dev.lorafoundry.api.job.JobViews;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.api.run.RunBook;
import dev.lorafoundry.api.run.RunStarter;
import dev.lorafoundry.api.run.RunWithJobs;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs: a grid of settings goes in, named jobs come out. */
@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1")
final class RunController {
  private final RunStarter starter;
  private final RunBook book;
  private final Versions versions;
  private final JobViews views;

  RunController(RunStarter starter, RunBook book, Versions versions, JobViews views) {
    this.starter = starter;
    this.book = book;
    this.versions = versions;
    this.views = views;
  }

  /** Starts a run: one job for every combination of the given values. */
  @Operation(summary = "Start a run: one job for every combination of the given values")
  @PostMapping("/versions/{version}/runs")
  ResponseEntity<RunView> start(@PathVariable UUID version, @RequestBody RunBody body) {
    RunId run = starter.start(body.request(new VersionId(version)));
    return ResponseEntity.created(URI.create("/api/v1/runs/" + run)).body(view(book.find(run)));
  }

  /** Says what a run would do, without starting it. */
  @Operation(summary = "Say what a run would do, without starting it")
  @PostMapping("/versions/{version}/runs/dry-run")
  DryRunView dryRun(@PathVariable UUID version, @RequestBody RunBody body) {
    return DryRunView.of(starter.plan(body.request(new VersionId(version))));
  }

  /** Runs of a version, newest first. */
  @Operation(summary = "List the runs of a version, newest first")
  @GetMapping("/versions/{version}/runs")
  Page<RunView> list(
      @PathVariable UUID version,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    Paging paging = Paging.of(page, size);
    VersionId id = new VersionId(version);
    if (versions.find(id).isEmpty()) {
      throw new VersionNotFound(id);
    }
    List<RunView> found =
        book.ofVersion(id, paging.offset(), paging.size()).stream().map(this::view).toList();
    return Page.of(found, paging, book.count(id));
  }

  @Operation(summary = "Show a run with its jobs")
  @GetMapping("/runs/{id}")
  RunView detail(@PathVariable UUID id) {
    return view(book.find(new RunId(id)));
  }

  /** Cancels every job of the run that has not ended, and every preview of the run. */
  @Operation(summary = "Cancel every job of a run that has not ended, and its previews")
  @PostMapping("/runs/{id}/cancel")
  RunView cancel(@PathVariable UUID id) {
    return view(book.cancel(new RunId(id)));
  }

  private RunView view(RunWithJobs run) {
    return RunView.of(run, views);
  }
}
