package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.page.web.QueueView.Button;
import dev.lorafoundry.api.page.web.QueueView.Row;
import dev.lorafoundry.api.queue.Move;
import dev.lorafoundry.api.queue.Waiting;
import dev.lorafoundry.api.queue.WorkQueue.UnderWay;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of the queue: pieces of work, with what the reader may tell each of them. */
final class QueueRows {
  private QueueRows() {}

  /** A training. */
  static Row of(Job job, QueueLook look, @Nullable LossCurve curve) {
    WorkState state = job.standing().state();
    PersonId owner = job.ticket().owner();
    return new Row(
        job.id().toString(),
        look.names().of(job),
        look.whose().words(owner),
        state.name().toLowerCase(Locale.ROOT),
        JobView.permille(job.progress().step(), job.progress().totalSteps()),
        JobPhrases.about(job, look.now()),
        said(job.standing().reason()),
        curve,
        null,
        buttons(job.work(), state, owner, look));
  }

  /** Other work that a worker does; empty if it is gone. */
  static Optional<Row> of(UnderWay work, QueueLook look) {
    return look.names()
        .of(work.id())
        .map(
            what ->
                new Row(
                    work.id().value().toString(),
                    what,
                    look.whose().words(work.owner()),
                    work.status().state().name().toLowerCase(Locale.ROOT),
                    JobView.permille(work.status().step(), work.status().totalSteps()),
                    List.of(
                        Phrase.of(
                            "queue.done-of", work.status().step(), work.status().totalSteps())),
                    said(work.status().reason()),
                    null,
                    null,
                    buttons(work.id(), work.status().state(), work.owner(), look)));
  }

  /** What was said when it came to stand so; absent: nothing. */
  private static @Nullable Phrase said(String reason) {
    return reason.isEmpty() ? null : Phrase.sentence(reason);
  }

  /**
   * Work that waits; empty if it is gone.
   *
   * @param moves that the reader may make of it
   */
  static Optional<Row> of(
      Waiting waiting, QueueView.@Nullable Place place, List<Move> moves, QueueLook look) {
    return look.names()
        .of(waiting.work())
        .map(
            what ->
                new Row(
                    waiting.work().value().toString(),
                    what,
                    look.whose().words(waiting.owner()),
                    waiting.state().name().toLowerCase(Locale.ROOT),
                    0,
                    about(waiting, place, look),
                    WaitingPhrases.of(waiting.reason(), look.now()),
                    null,
                    place,
                    buttons(waiting, moves, look)));
  }

  private static List<Phrase> about(
      Waiting waiting, QueueView.@Nullable Place place, QueueLook look) {
    List<Phrase> about = new ArrayList<>();
    about.add(Phrase.of("queue.position", waiting.position()));
    if (place == null || !place.isChangeable()) {
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
    return about;
  }

  private static List<Button> buttons(Waiting waiting, List<Move> moves, QueueLook look) {
    List<Button> buttons = new ArrayList<>();
    moves.forEach(
        move ->
            buttons.add(
                new Button(
                    "/jobs/" + waiting.work().value() + "/move?to=" + move.label(), move.label())));
    buttons.addAll(buttons(waiting.work(), waiting.state(), waiting.owner(), look));
    return buttons;
  }

  private static List<Button> buttons(
      WorkId work, WorkState state, @Nullable PersonId owner, QueueLook look) {
    if (!look.whose().mayControl(owner)) {
      return List.of();
    }
    if (work.kind() == WorkKind.TRAINING) {
      return JobView.Action.of(state.name().toLowerCase(Locale.ROOT)).stream()
          .map(action -> new Button("/jobs/" + work.value() + "/" + action.verb(), action.verb()))
          .toList();
    }
    return work.kind() == WorkKind.PREVIEW && state != WorkState.CANCELLING
        ? List.of(new Button("/previews/" + work.value() + "/cancel", "cancel"))
        : List.of();
  }
}
