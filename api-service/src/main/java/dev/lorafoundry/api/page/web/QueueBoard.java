package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.job.Forecast;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobFilter;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.job.Metrics;
import dev.lorafoundry.api.page.web.QueueView.Row;
import dev.lorafoundry.api.page.web.QueueView.WorkerRow;
import dev.lorafoundry.api.queue.Waiting;
import dev.lorafoundry.api.queue.WaitingLine;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkQueue.UnderWay;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.worker.Sighting;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.api.worker.Workers;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerReport;
import dev.lorafoundry.diffusion.memory.MemorySize;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what everybody's workers do and what waits for them. */
final class QueueBoard {
  private static final int SHOWN_STOPPED = 20;
  private static final int POINTS = 120;
  private static final Set<WorkState> STOPPED =
      EnumSet.of(WorkState.PAUSED, WorkState.PAUSING, WorkState.FAILED);

  private final WorkQueue queue;
  private final WaitingLine line;
  private final Forecast forecast;
  private final Jobs jobs;
  private final Metrics metrics;
  private final Workers workers;
  private final WorkerSettings workerSettings;
  private final WorkNames names;
  private final Whose whose;
  private final InstantSource clock;

  QueueBoard(
      WorkQueue queue,
      WaitingLine line,
      Forecast forecast,
      Jobs jobs,
      Metrics metrics,
      Workers workers,
      WorkerSettings workerSettings,
      WorkNames names,
      Whose whose,
      InstantSource clock) {
    this.queue = queue;
    this.line = line;
    this.forecast = forecast;
    this.jobs = jobs;
    this.metrics = metrics;
    this.workers = workers;
    this.workerSettings = workerSettings;
    this.names = names;
    this.whose = whose;
    this.clock = clock;
  }

  QueueView look(QueueLook.Shown shown) {
    Instant now = clock.instant();
    List<UnderWay> busy = queue.underWay(WaitingRows.SHOWN_OF_A_KIND);
    WaitingLine.Lines waiting = line.look();
    List<Job> stopped = stopped(shown);
    QueueLook look =
        new QueueLook(
            names(busy, waiting),
            whose(busy, waiting, stopped),
            shown,
            now,
            forecast.look(waiting.next()));
    return new QueueView(
        shown == QueueLook.Shown.MINE,
        whose.reader().isPresent(),
        running(busy.stream().filter(each -> look.shows(each.owner())).toList(), look),
        WaitingRows.lines(waiting, look),
        stopped.stream().map(job -> QueueRows.of(job, look, null)).toList(),
        workers.all().stream().map(each -> worker(each, look.names(), now)).toList());
  }

  private List<Job> stopped(QueueLook.Shown shown) {
    PersonId owner = shown == QueueLook.Shown.MINE ? whose.reader().orElse(null) : null;
    return jobs.list(new JobFilter(null, null, owner, STOPPED), 0, SHOWN_STOPPED).stream()
        .filter(job -> !job.standing().state().leased())
        .toList();
  }

  private WorkNames.Round names(List<UnderWay> busy, WaitingLine.Lines waiting) {
    return names.round(
        Stream.concat(
                busy.stream().map(UnderWay::id),
                Stream.of(WorkKind.values()).flatMap(kind -> WaitingRows.shown(kind, waiting)))
            .toList());
  }

  private Whose.Round whose(List<UnderWay> busy, WaitingLine.Lines waiting, List<Job> stopped) {
    return whose.round(
        Stream.of(
                busy.stream().map(UnderWay::owner),
                waiting.next().stream().map(Waiting::owner),
                stopped.stream().map(job -> job.ticket().owner()))
            .flatMap(each -> each));
  }

  private List<Row> running(List<UnderWay> busy, QueueLook look) {
    Map<WorkId, Job> trained = new HashMap<>();
    busy.stream()
        .map(UnderWay::id)
        .filter(id -> id.kind() == WorkKind.TRAINING)
        .forEach(
            id -> look.names().job(new JobId(id.value())).ifPresent(job -> trained.put(id, job)));
    Map<JobId, LossCurve> curves = curves(trained.values());
    return busy.stream()
        .flatMap(
            each -> {
              Job job = trained.get(each.id());
              return job == null
                  ? QueueRows.of(each, look).stream()
                  : Stream.of(QueueRows.of(job, look, curves.get(job.id())));
            })
        .toList();
  }

  private Map<JobId, LossCurve> curves(Collection<Job> running) {
    Map<JobId, LossCurve> curves = new HashMap<>();
    metrics
        .thinned(
            running.stream().collect(Collectors.toMap(Job::id, job -> job.progress().step())),
            POINTS)
        .forEach(
            (job, points) ->
                LossCurve.of(
                        points.stream()
                            .map(point -> new LossCurve.Point(point.step(), point.loss()))
                            .toList())
                    .ifPresent(curve -> curves.put(job, curve)));
    return curves;
  }

  private WorkerRow worker(Sighting sighting, WorkNames.Round round, Instant now) {
    WorkerReport report = sighting.report();
    boolean live = !sighting.lastSeen().isBefore(now.minus(workerSettings.liveFor()));
    String health = live ? report.draining() ? "draining" : "live" : "silent";
    WorkId busy = report.busyWith();
    return new WorkerRow(
        report.id().value(),
        report.device(),
        report.deviceMemory() == null ? null : MemorySize.text(report.deviceMemory()),
        report.kinds().stream().sorted().map(WorkNames::kind).toList(),
        health,
        live && busy != null ? round.of(busy).orElse(null) : null,
        Moment.of(sighting.lastSeen()));
  }
}
