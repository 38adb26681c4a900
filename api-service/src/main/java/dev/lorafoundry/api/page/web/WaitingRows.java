package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.page.web.QueueView.Line;
import dev.lorafoundry.api.page.web.QueueView.Place;
import dev.lorafoundry.api.page.web.QueueView.Row;
import dev.lorafoundry.api.queue.Move;
import dev.lorafoundry.api.queue.Waiting;
import dev.lorafoundry.api.queue.WaitingLine;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What waits, line by line, with the moves that the reader may make. */
final class WaitingRows {
  static final int SHOWN_OF_A_KIND = 100;

  private WaitingRows() {}

  /** What may be shown of a kind. */
  static Stream<WorkId> shown(WorkKind kind, WaitingLine.Lines waiting) {
    return of(kind, waiting.next()).stream().limit(SHOWN_OF_A_KIND).map(Waiting::work);
  }

  static List<Line> lines(WaitingLine.Lines all, QueueLook look) {
    return Stream.of(WorkKind.values())
        .map(kind -> line(kind, of(kind, all.next()), all.counts().getOrDefault(kind, 0L), look))
        .filter(each -> !each.rows().isEmpty())
        .toList();
  }

  private static List<Waiting> of(WorkKind kind, List<Waiting> all) {
    return all.stream().filter(each -> each.work().kind() == kind).toList();
  }

  private static Line line(WorkKind kind, List<Waiting> waiting, long count, QueueLook look) {
    Map<WorkId, List<Move>> moves = moves(waiting, look.whose()::mayControl);
    List<Waiting> wanted = waiting.stream().filter(each -> look.shows(each.owner())).toList();
    List<Row> rows =
        wanted.stream()
            .limit(SHOWN_OF_A_KIND)
            .flatMap(
                each ->
                    QueueRows.of(
                        each,
                        place(each, look.whose()::mayControl),
                        moves.getOrDefault(each.work(), List.of()),
                        look)
                        .stream())
            .toList();
    List<Waiting> hidden = wanted.stream().skip(SHOWN_OF_A_KIND).toList();
    long beyond = look.shown() == QueueLook.Shown.MINE ? 0 : count - SHOWN_OF_A_KIND;
    return new Line(
        WorkNames.kind(kind), rows, firstOfEachLine(hidden), Math.max(hidden.size(), beyond));
  }

  /** Of those that may be moved. */
  static List<Line.Next> firstOfEachLine(List<Waiting> waiting) {
    Map<String, Line.Next> first = new LinkedHashMap<>();
    for (Waiting each : waiting) {
      if (isMovable(each)) {
        first.putIfAbsent(
            lineOf(each), new Line.Next(each.work().value().toString(), lineOf(each)));
      }
    }
    return List.copyOf(first.values());
  }

  /**
   * Where each may be moved by a button: not before what the reader does not control.
   *
   * @param waiting in the order of its lines
   */
  static Map<WorkId, List<Move>> moves(
      List<Waiting> waiting, Predicate<@Nullable PersonId> mayControl) {
    Map<WorkId, List<Move>> moves = new HashMap<>();
    Set<String> behindOthers = new HashSet<>();
    Set<String> rightBehindOthers = new HashSet<>();
    for (Waiting each : waiting) {
      if (!isMovable(each)) {
        continue;
      }
      String line = lineOf(each);
      if (mayControl.test(each.owner())) {
        List<Move> possible = new ArrayList<>();
        if (!behindOthers.contains(line)) {
          possible.add(Move.FIRST);
        }
        if (!rightBehindOthers.contains(line)) {
          possible.add(Move.UP);
        }
        possible.add(Move.DOWN);
        moves.put(each.work(), possible);
        rightBehindOthers.remove(line);
      } else {
        behindOthers.add(line);
        rightBehindOthers.add(line);
      }
    }
    return moves;
  }

  private static @Nullable Place place(Waiting waiting, Predicate<@Nullable PersonId> mayControl) {
    if (!isMovable(waiting)) {
      return null;
    }
    return new Place(
        lineOf(waiting), mayControl.test(waiting.owner()) ? waiting.priority().label() : null);
  }

  private static boolean isMovable(Waiting waiting) {
    return waiting.work().kind() == WorkKind.TRAINING && waiting.state() == WorkState.QUEUED;
  }

  private static String lineOf(Waiting waiting) {
    return waiting.team().name() + " " + waiting.priority().label();
  }
}
