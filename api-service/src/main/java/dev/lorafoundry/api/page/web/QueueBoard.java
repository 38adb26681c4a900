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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    List<Waiting> waiting = line.look();
    WorkNames.Round round =
        names.round(
            Stream.concat(
                    busy.stream().map(UnderWay::id),
                    of(WorkKind.TRAINING, waiting).stream()
                        .limit(SHOWN_OF_A_KIND)
                        .map(Waiting::work))
                .toList());
    return new QueueView(
        busy.stream().flatMap(each -> running(each, round, now).stream()).toList(),
        lines(waiting, new Look(round, now, forecast.look(waiting))),
        jobs.list(new JobFilter(null, null, STOPPED), 0, SHOWN_STOPPED).stream()
            .filter(job -> !job.standing().state().leased())
            .map(job -> row(job, round, job.standing().reason(), now))
            .toList(),
        workers.all().stream().map(each -> worker(each, round, now)).toList());
  }

  private Optional<Row> running(UnderWay work, WorkNames.Round round, Instant now) {
    if (work.id().kind() == WorkKind.TRAINING) {
      return round
          .job(new JobId(work.id().value()))
          .map(job -> row(job, round, job.standing().reason(), now));
    }
    return round
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
                    work.status().reason()));
  }

  private static List<Line> lines(List<Waiting> all, Look look) {
    return Stream.of(WorkKind.values())
        .map(kind -> line(kind, of(kind, all), look))
        .filter(each -> !each.rows().isEmpty())
        .toList();
  }

  private static List<Waiting> of(WorkKind kind, List<Waiting> all) {
    return all.stream().filter(each -> each.work().kind() == kind).toList();
  }

  /** What is the same for all rows of one look. */
  private record Look(WorkNames.Round round, Instant now, Map<JobId, Duration> begins) {}

  private static Line line(WorkKind kind, List<Waiting> waiting, Look look) {
    List<Row> rows =
        waiting.stream()
            .limit(SHOWN_OF_A_KIND)
            .flatMap(each -> waiting(each, look).stream())
            .toList();
    List<Waiting> hidden = waiting.stream().skip(SHOWN_OF_A_KIND).toList();
    return new Line(WorkNames.kind(kind), rows, firstOfEachLine(hidden), hidden.size());
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
        .map(what -> row(waiting.work(), what, waiting.state(), 0, about, waiting.reason()))
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
      WorkId work, Named what, WorkState state, int permille, List<Phrase> about, String reason) {
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

  private Row row(Job job, WorkNames.Round round, String reason, Instant now) {
    WorkState state = job.standing().state();
    return new Row(
        job.id().toString(),
        round.of(job.work()).orElseThrow(),
        state.name().toLowerCase(Locale.ROOT),
        JobView.permille(job.progress().step(), job.progress().totalSteps()),
        JobPhrases.about(job, now),
        reason,
        curve(job).orElse(null),
        null,
        buttons(job.work(), state));
  }

  private Optional<LossCurve> curve(Job job) {
    return LossCurve.of(
        metrics.thinned(job.id(), POINTS).stream()
            .map(point -> new LossCurve.Point(point.step(), point.loss()))
            .toList());
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
