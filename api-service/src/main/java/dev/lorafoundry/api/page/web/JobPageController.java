package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.job.Metrics;
import dev.lorafoundry.api.page.web.JobPageView.SettingView;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.JobId;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One job: progress, loss, history, log, checkpoints. */
@Hidden
@Controller
final class JobPageController {
  private static final int MOST_POINTS = 20_000;

  private final VersionFrames frames;
  private final Results results;
  private final Jobs jobs;
  private final Metrics metrics;
  private final JobLogs logs;
  private final WorkQueue queue;
  private final InstantSource clock;

  JobPageController(
      VersionFrames frames,
      Results results,
      Jobs jobs,
      Metrics metrics,
      JobLogs logs,
      WorkQueue queue,
      InstantSource clock) {
    this.frames = frames;
    this.results = results;
    this.jobs = jobs;
    this.metrics = metrics;
    this.logs = logs;
    this.queue = queue;
    this.clock = clock;
  }

  @GetMapping("/jobs/{id}")
  String page(@PathVariable UUID id, Model model) {
    VersionFrame frame = frames.of(job(id).ticket().version().value());
    Job job = job(id); // why: as it is behind the position at which the frame's events begin
    List<Crumb> crumbs = new ArrayList<>(frame.crumbs());
    crumbs.add(Crumb.named(frame.title(), "/versions/" + frame.id() + "/results"));
    model.addAttribute(
        "view",
        new JobPageView(
            id.toString(),
            frame.id(),
            frame.seen(),
            job.ticket().name(),
            crumbs,
            JobView.of(job, clock.instant()),
            results.checkpoints(job),
            SettingView.of(job.ticket().settings())));
    return "page/job";
  }

  @GetMapping("/jobs/{id}/progress")
  String progress(@PathVariable UUID id, Model model) {
    model.addAttribute("job", JobView.of(job(id), clock.instant()));
    return "page/job-progress :: progress(job=${job})";
  }

  @GetMapping("/jobs/{id}/curve")
  String curve(@PathVariable UUID id, Model model) {
    List<LossCurve.Point> points =
        metrics.thinned(new JobId(id), MOST_POINTS).stream()
            .map(point -> new LossCurve.Point(point.step(), point.loss()))
            .toList();
    model.addAttribute("curve", LossCurve.of(points).orElse(null));
    return "page/job-progress :: curve(curve=${curve})";
  }

  @GetMapping("/jobs/{id}/history")
  String history(@PathVariable UUID id, Model model) {
    model.addAttribute(
        "history", queue.history(job(id).work()).stream().map(HistoryRow::of).toList());
    return "page/job-progress :: history(history=${history})";
  }

  @GetMapping("/jobs/{id}/log")
  String log(@PathVariable UUID id, Model model) {
    model.addAttribute("lines", logs.of(new JobId(id)).stream().map(JobLogs.Line::text).toList());
    return "page/job-progress :: log(lines=${lines})";
  }

  @GetMapping("/jobs/{id}/checkpoints")
  String checkpoints(@PathVariable UUID id, Model model) {
    model.addAttribute("checkpoints", results.checkpoints(job(id)));
    return "page/checkpoints :: list(checkpoints=${checkpoints})";
  }

  private Job job(UUID id) {
    return jobs.find(new JobId(id)).orElseThrow(() -> new JobNotFound(new JobId(id)));
  }
}
