package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.preview.MissingPreviews;
import dev.lorafoundry.api.preview.PreviewRequests;
import dev.lorafoundry.api.run.RunBook;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a version's runs came to, live. */
@Hidden
@Controller
final class ResultsPageController {
  private final VersionFrames frames;
  private final Results results;
  private final MadeLoras loras;
  private final RunBook runs;
  private final PreviewRequests previews;
  private final MissingPreviews missing;

  ResultsPageController(
      VersionFrames frames,
      Results results,
      MadeLoras loras,
      RunBook runs,
      PreviewRequests previews,
      MissingPreviews missing) {
    this.frames = frames;
    this.results = results;
    this.loras = loras;
    this.runs = runs;
    this.previews = previews;
    this.missing = missing;
  }

  @GetMapping("/versions/{id}/results")
  String page(@PathVariable UUID id, @RequestParam(defaultValue = "0") int page, Model model) {
    int shown = Math.max(0, page);
    VersionId version = new VersionId(id);
    model.addAttribute(
        "view",
        new ResultsView(
            frames.of(id),
            results.jobs(version, shown),
            loras.view(version),
            results.checkpoints(version, shown, null, CheckpointList.STEP),
            shown));
    return "page/results";
  }

  @GetMapping("/versions/{id}/jobs")
  String jobs(@PathVariable UUID id, @RequestParam(defaultValue = "0") int page, Model model) {
    model.addAttribute("list", results.jobs(new VersionId(id), Math.max(0, page)));
    return "page/jobs :: jobs(list=${list})";
  }

  @GetMapping("/versions/{id}/checkpoints")
  String checkpoints(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(required = false) @Nullable UUID job,
      @RequestParam(defaultValue = "0") int most,
      Model model) {
    JobId of = job == null ? null : new JobId(job);
    model.addAttribute("list", results.checkpoints(new VersionId(id), Math.max(0, page), of, most));
    model.addAttribute("version", id);
    model.addAttribute("page", Math.max(0, page));
    return "page/checkpoints :: ofJobs(list=${list},version=${version},page=${page})";
  }

  @PostMapping("/runs/{id}/cancel")
  ResponseEntity<Void> cancel(@PathVariable UUID id) {
    runs.cancel(new RunId(id));
    return Answers.changed("jobs-changed");
  }

  /** Asks for as many as one request may; another click asks for the next. */
  @PostMapping("/versions/{id}/previews")
  ResponseEntity<Void> renderMissing(@PathVariable UUID id) {
    previews.ask(missing.of(new VersionId(id), previews.mostAtOnce()), Map.of());
    return Answers.changed("previews-changed");
  }
}
