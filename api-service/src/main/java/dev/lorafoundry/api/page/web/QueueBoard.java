package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Forecast;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobFilter;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.job.Metrics;
import dev.lorafoundry.api.page.web.QueueView.Button;
import dev.lorafoundry.api.page.web.QueueView.Line;
import dev.lorafoundry.api.page.web.QueueView.Named;
import dev.lorafoundry.api.page.web.QueueView.Place;
import dev.lorafoundry.api.page.web.QueueView.Row;
import dev.lorafoundry.api.page.web.QueueView.WorkerRow;
import dev.lorafoundry.api.queue.Move;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what everybody's workers do and what waits for them. */
final class QueueBoard {
  private static final int SHOWN_OF_A_KIND = 100;
  private static final int SHOWN_STOPPED = 20;
  private static final int POINTS = 120;
  private static final Set<WorkState> STOPPED =
      EnumSet.of(WorkState.PAUSED, WorkState.PAUSING, WorkState.FAILED);
  private static final List<Move> MOVES = List.of(Move.FIRST, Move.UP, Move.DOWN);

  private final WorkQueue queue;
  private final WaitingLine line;
  private final Forecast forecast;
  private final Jobs jobs;
  private final Metrics metrics;
  private final Workers workers;
  private final WorkerSettings workerSettings;
  private final WorkNames names;
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
      InstantSource clock) {
    this.queue = queue;
    this.line = line;
    this.forecast = forecast;
    this.jobs = jobs;
    this.metrics = metrics;
    this.workers = workers;
    this.workerSettings = workerSettings;
    this.names = names;
    this.clock = clock;
  }

  QueueView look() {
    Instant now = clock.instant();
    List<UnderWay> busy = queue.underWay(SHOWN_OF_A_KIND);
    WaitingLine.Lines waiting = line.look();
    WorkNames.Round round =
        names.round(
            Stream.concat(
                    busy.stream().map(UnderWay::id),
                    Stream.of(WorkKind.values()).flatMap(kind -> shown(kind, waiting)))
                .toList());
    Look look = new Look(round, now, forecast.look(waiting.next()));
    return new QueueView(
        running(busy, look),
        lines(waiting, look),
        jobs.list(new JobFilter(null, null, STOPPED), 0, SHOWN_STOPPED).stream()
            .filter(job -> !job.standing().state().leased())
            .map(job -> row(job, look, null))
            .toList(),
        workers.all().stream().map(each -> worker(each, round, now)).toList());
  }

  private static Stream<WorkId> shown(WorkKind kind, WaitingLine.Lines waiting) {
    return of(kind, waiting.next()).stream().limit(SHOWN_OF_A_KIND).map(Waiting::work);
  }

  private List<Row> running(List<UnderWay> busy, Look look) {
    Map<WorkId, Job> trained = new HashMap<>();
    busy.stream()
        .map(UnderWay::id)
        .filter(id -> id.kind() == WorkKind.TRAINING)
        .forEach(
            id -> look.round().job(new JobId(id.value())).ifPresent(job -> trained.put(id, job)));
    Map<JobId, LossCurve> curves = curves(trained.values());
    return busy.stream()
        .flatMap(
            each -> {
              Job job = trained.get(each.id());
              return job == null
                  ? other(each, look).stream()
                  : Stream.of(row(job, look, curves.get(job.id())));
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

  private static Optional<Row> other(UnderWay work, Look look) {
    return look.round()
        .of(work.id())
        .map(
            what ->
                row(
                    work.id(),
                    what,
                    work.status().state(),
                    JobView.permille(work.status().step(), work.status().totalSteps()),
                    List.of(
                        Phrase.of(
                            "queue.done-of", work.status().step(), work.status().totalSteps())),
                    said(work.status().reason())));
  }

  /** What was said when it came to stand so; absent: nothing. */
  private static @Nullable Phrase said(String reason) {
    return reason.isEmpty() ? null : Phrase.sentence(reason);
  }

  private static List<Line> lines(WaitingLine.Lines all, Look look) {
    return Stream.of(WorkKind.values())
        .map(kind -> line(kind, of(kind, all.next()), all.counts().getOrDefault(kind, 0L), look))
        .filter(each -> !each.rows().isEmpty())
        .toList();
  }

  private static List<Waiting> of(WorkKind kind, List<Waiting> all) {
    return all.stream().filter(each -> each.work().kind() == kind).toList();
  }

  /** What is the same for all rows of one look. */
  private record Look(WorkNames.Round round, Instant now, Map<JobId, Duration> begins) {}

  private static Line line(WorkKind kind, List<Waiting> waiting, long count, Look look) {
    List<Row> rows =
        waiting.stream()
            .limit(SHOWN_OF_A_KIND)
            .flatMap(each -> waiting(each, look).stream())
            .toList();
    List<Waiting> hidden = waiting.stream().skip(SHOWN_OF_A_KIND).toList();
    long left = Math.max(hidden.size(), count - SHOWN_OF_A_KIND);
    return new Line(WorkNames.kind(kind), rows, firstOfEachLine(hidden), left);
  }

  /** Of those that may be moved. */
  static List<Line.Next> firstOfEachLine(List<Waiting> waiting) {
    Map<String, Line.Next> first = new LinkedHashMap<>();
    for (Waiting each : waiting) {
      Place place = place(each);
      if (place != null) {
        first.putIfAbsent(
            place.line(), new Line.Next(each.work().value().toString(), place.line()));
      }
    }
    return List.copyOf(first.values());
  }

  private static Optional<Row> waiting(Waiting waiting, Look look) {
    List<Phrase> about = new ArrayList<>();
    about.add(Phrase.of("queue.position", waiting.position()));
    Place place = place(waiting);
    if (place == null) {
      about.add(Phrase.of("priority." + waiting.priority().label()));
    }
    about.add(
        Phrase.of(
            "queue.since",
            JobPhrases.duration(Duration.between(waiting.submittedAt(), look.now()))));
    Duration begin = look.begins().get(new JobId(waiting.work().value()));
    if (begin != null && begin.toSeconds() > 0) {
      about.add(Phrase.of("queue.begins", JobPhrases.duration(begin)));
    }
    return look.round()
        .of(waiting.work())
        .map(
            what ->
                row(
                    waiting.work(),
                    what,
                    waiting.state(),
                    0,
                    about,
                    WaitingPhrases.of(waiting.reason(), look.now())))
        .map(row -> row.at(place));
  }

  /** Absent: people can't change it. */
  private static @Nullable Place place(Waiting waiting) {
    return waiting.work().kind() == WorkKind.TRAINING && waiting.state() == WorkState.QUEUED
        ? new Place(
            waiting.team().name() + " " + waiting.priority().label(), waiting.priority().label())
        : null;
  }

  private static Row row(
      WorkId work,
      Named what,
      WorkState state,
      int permille,
      List<Phrase> about,
      @Nullable Phrase reason) {
    return new Row(
        work.value().toString(),
        what,
        state.name().toLowerCase(Locale.ROOT),
        permille,
        about,
        reason,
        null,
        null,
        buttons(work, state));
  }

  private static Row row(Job job, Look look, @Nullable LossCurve curve) {
    WorkState state = job.standing().state();
    return new Row(
        job.id().toString(),
        look.round().of(job),
        state.name().toLowerCase(Locale.ROOT),
        JobView.permille(job.progress().step(), job.progress().totalSteps()),
        JobPhrases.about(job, look.now()),
        said(job.standing().reason()),
        curve,
        null,
        buttons(job.work(), state));
  }

  private static List<Button> buttons(WorkId work, WorkState state) {
    List<Button> buttons = new ArrayList<>();
    if (work.kind() == WorkKind.TRAINING) {
      String path = "/jobs/" + work.value() + "/";
      if (state == WorkState.QUEUED) {
        MOVES.forEach(
            move -> buttons.add(new Button(path + "move?to=" + move.label(), move.label())));
      }
      JobView.Action.of(state.name().toLowerCase(Locale.ROOT))
          .forEach(action -> buttons.add(new Button(path + action.verb(), action.verb())));
    } else if (work.kind() == WorkKind.PREVIEW && state != WorkState.CANCELLING) {
      buttons.add(new Button("/previews/" + work.value() + "/cancel", "cancel"));
    }
    return buttons;
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
