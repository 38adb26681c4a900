package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.job.Course;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.contracts.JobId;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One job: progress, loss, history, log, checkpoints. */
@Hidden
@Controller
final class JobPageController {
  private final VersionFrames frames;
  private final Results results;
  private final Jobs jobs;
  private final JobStory story;
  private final Whose whose;
  private final InstantSource clock;

  JobPageController(
      VersionFrames frames,
      Results results,
      Jobs jobs,
      JobStory story,
      Whose whose,
      InstantSource clock) {
    this.frames = frames;
    this.results = results;
    this.jobs = jobs;
    this.story = story;
    this.whose = whose;
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
            job.ticket().run().toString(),
            frame.seen(),
            job.ticket().name(),
            crumbs,
            view(job),
            story.failure(job).orElse(null),
            results.checkpoints(job),
            Course.every(job.progress().totalSteps(), Course.USUAL),
            JobSettings.of(job, jobs.ofRun(job.ticket().run()))));
    return "page/job";
  }

  @GetMapping("/jobs/{id}/progress")
  String progress(@PathVariable UUID id, Model model) {
    Job job = job(id);
    model.addAttribute("job", view(job));
    model.addAttribute("failure", story.failure(job).orElse(null));
    return "page/job-progress :: progress(job=${job},failure=${failure})";
  }

  @GetMapping("/jobs/{id}/history")
  String history(@PathVariable UUID id, Model model) {
    Job job = job(id);
    model.addAttribute("attempts", story.attempts(job));
    model.addAttribute("history", story.changes(job));
    return "page/job-progress :: history(attempts=${attempts},history=${history})";
  }

  @GetMapping("/jobs/{id}/checkpoints")
  String checkpoints(@PathVariable UUID id, Model model) {
    model.addAttribute("checkpoints", results.checkpoints(job(id)));
    return "page/checkpoints :: list(checkpoints=${checkpoints})";
  }

  private JobView view(Job job) {
    PersonId owner = job.ticket().owner();
    return JobView.of(job, whose, clock.instant())
        .of(whose.round(Stream.ofNullable(owner)).words(owner));
  }

  private Job job(UUID id) {
    return jobs.find(new JobId(id)).orElseThrow(() -> new JobNotFound(new JobId(id)));
  }
}
