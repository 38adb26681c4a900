package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.PrioritiseJob;
import dev.lorafoundry.api.live.LiveLog;
import dev.lorafoundry.api.queue.Move;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everybody's work: what workers do, what waits for them and why, and the workers. */
@Hidden
@Controller
final class QueuePageController {
  private final QueueBoard board;
  private final WorkQueue queue;
  private final PrioritiseJob priorities;
  private final LiveLog events;

  QueuePageController(QueueBoard board, WorkQueue queue, PrioritiseJob priorities, LiveLog events) {
    this.board = board;
    this.queue = queue;
    this.priorities = priorities;
    this.events = events;
  }

  @GetMapping("/queue")
  String page(@RequestParam(defaultValue = "false") boolean mine, Model model) {
    model.addAttribute("seen", events.newest()); // why: before anything is read
    model.addAttribute("view", board.look(shown(mine)));
    return "page/queue";
  }

  @GetMapping("/queue/board")
  String board(@RequestParam(defaultValue = "false") boolean mine, Model model) {
    model.addAttribute("view", board.look(shown(mine)));
    return "page/queue :: board(view=${view})";
  }

  private static QueueLook.Shown shown(boolean mine) {
    return mine ? QueueLook.Shown.MINE : QueueLook.Shown.EVERYBODYS;
  }

  @PostMapping("/jobs/{id}/move")
  ResponseEntity<Void> move(@PathVariable UUID id, @RequestParam String to) {
    queue.move(WorkId.of(new JobId(id)), Move.parse(to));
    return Answers.changed("jobs-changed");
  }

  @PostMapping("/jobs/{id}/priority")
  ResponseEntity<Void> prioritise(@PathVariable UUID id, @RequestParam String priority) {
    var unused = priorities.prioritise(new JobId(id), Priority.parse(priority));
    return Answers.changed("jobs-changed");
  }
}
