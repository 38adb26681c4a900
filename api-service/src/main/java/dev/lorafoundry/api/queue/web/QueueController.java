package dev.lorafoundry.api.queue.web;

import dev.lorafoundry.api.access.People;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.queue.Waiting;
import dev.lorafoundry.api.queue.WaitingLine;
import dev.lorafoundry.api.rest.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a worker. */
@Tag(name = "Queue")
@RestController
@RequestMapping("/api/v1/queue")
final class QueueController {
  private final WaitingLine line;
  private final People people;

  QueueController(WaitingLine line, People people) {
    this.line = line;
    this.people = people;
  }

  /**
   * Work of all kinds, each in the order in which it will be served, with the reason to wait; of a
   * long line what comes next, and in the total how much waits.
   */
  @Operation(summary = "List what waits for a worker, in the order in which it will be served")
  @GetMapping
  Page<WaitingView> list() {
    WaitingLine.Lines lines = line.look();
    Map<PersonId, String> names =
        people.namesOf(
            lines.next().stream()
                .map(Waiting::owner)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    List<WaitingView> next =
        lines.next().stream()
            .map(
                each -> WaitingView.of(each, each.owner() == null ? null : names.get(each.owner())))
            .toList();
    return new Page<>(next, 0, next.size(), Math.max(next.size(), lines.count()));
  }

  /**
   * A piece of work that waits.
   *
   * @param id of the job, preview or preparation
   * @param owner name of whose it is; absent: nobody knows, or the service's own token
   * @param position in the line of its kind, from 1
   */
  record WaitingView(
      String kind,
      UUID id,
      int position,
      String state,
      String priority,
      String team,
      @Nullable String owner,
      Instant submittedAt,
      String reason) {
    static WaitingView of(Waiting waiting, @Nullable String owner) {
      return new WaitingView(
          waiting.work().kind().name().toLowerCase(Locale.ROOT),
          waiting.work().value(),
          waiting.position(),
          waiting.state().name().toLowerCase(Locale.ROOT),
          waiting.priority().label(),
          waiting.team().name(),
          owner,
          waiting.submittedAt(),
          waiting.reason().english());
    }
  }
}
