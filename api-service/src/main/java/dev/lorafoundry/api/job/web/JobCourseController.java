package dev.lorafoundry.api.job.web;

import dev.lorafoundry.api.job.AttemptCourse;
import dev.lorafoundry.api.job.Course;
import dev.lorafoundry.api.job.Courses;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobAttempts;
import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.queue.Chronicle;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How a job's training went and goes: its course, its attempts, its log. */
@Tag(name = "Jobs")
@RestController
@RequestMapping("/api/v1/jobs/{id}")
final class JobCourseController {
  private final Jobs jobs;
  private final Courses courses;
  private final JobAttempts attempts;
  private final JobLogs logs;
  private final Chronicle chronicle;

  JobCourseController(
      Jobs jobs, Courses courses, JobAttempts attempts, JobLogs logs, Chronicle chronicle) {
    this.jobs = jobs;
    this.courses = courses;
    this.attempts = attempts;
    this.logs = logs;
    this.chronicle = chronicle;
  }

  /** Losses and learning rates for a chart. */
  @Operation(
      summary = "Show losses and learning rates for a chart, or what is new of them",
      description =
          "Means over stretches of 'every' steps, a power of two, so that the whole course has at"
              + " most so many points. To get what is new, ask after the last step that was given:"
              + " the answer begins at 'after', and its points take the place of all later ones."
              + " Where attempt or every is another than before, ask after 0.")
  @GetMapping("/course")
  Course course(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "" + Course.USUAL) int most) {
    if (most < Course.FEWEST || most > Course.MOST) {
      throw RequestRefused.badRequest(
          String.format(
              Locale.ROOT,
              "most %d is not allowed: use a whole number from %d to %,d.",
              most,
              Course.FEWEST,
              Course.MOST));
    }
    return courses.of(find(id).id(), after, most);
  }

  /** Every try, oldest first. */
  @Operation(summary = "List the attempts at a job, oldest first")
  @GetMapping("/attempts")
  Page<AttemptLine> attempts(@PathVariable UUID id) {
    Job job = find(id);
    Map<LeaseEpoch, AttemptCourse> told =
        attempts.of(job.id()).stream()
            .collect(Collectors.toMap(AttemptCourse::attempt, Function.identity()));
    return Page.whole(
        chronicle.attempts(job.work()).stream()
            .map(each -> AttemptLine.of(each, told.get(each.epoch())))
            .toList());
  }

  /** The newest lines of its log, oldest first. */
  @Operation(
      summary = "List the newest lines of a job's log",
      description = "At most 2,000; with 'after' those behind the line of that number.")
  @GetMapping("/log")
  Page<LogLine> log(@PathVariable UUID id, @RequestParam(defaultValue = "0") long after) {
    return Page.whole(logs.after(find(id).id(), after).stream().map(LogLine::of).toList());
  }

  /** The same as a text, one line each with time, attempt and level. */
  @Operation(summary = "Download a job's log as a text")
  @GetMapping(path = "/log.txt", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> text(@PathVariable UUID id) {
    Job job = find(id);
    String text = logs.of(job.id()).stream().map(this::line).collect(Collectors.joining());
    ContentDisposition file =
        ContentDisposition.attachment()
            .filename(job.ticket().name() + ".log.txt", StandardCharsets.UTF_8)
            .build();
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(text);
  }

  private String line(JobLogs.Line line) {
    return "%s attempt %s %s %s%n".formatted(line.at(), line.attempt(), line.level(), line.text());
  }

  private Job find(UUID id) {
    JobId job = new JobId(id);
    return jobs.find(job).orElseThrow(() -> new JobNotFound(job));
  }
}
