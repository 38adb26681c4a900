package dev.lorafoundry.api.queue.web;

import dev.lorafoundry.api.queue.ClaimRefused;
import dev.lorafoundry.api.queue.LeaseDesk;
import dev.lorafoundry.api.queue.LeaseLost;
import dev.lorafoundry.api.queue.WorkNotFound;
import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.HeartbeatAnswer;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where workers claim work, keep their leases and give work back. A worker that must not go on gets
 * 409 with one sentence as plain text, which it logs.
 */
@Hidden
@RestController
@RequestMapping("/internal/v1/work/{kind}/{id}")
final class WorkDeskController {
  private final LeaseDesk desk;

  WorkDeskController(LeaseDesk desk) {
    this.desk = desk;
  }

  @PostMapping("/claim")
  Lease claim(@PathVariable String kind, @PathVariable UUID id, @RequestBody ClaimRequest request) {
    return desk.claim(work(kind, id), request);
  }

  @PostMapping("/heartbeat")
  HeartbeatAnswer heartbeat(
      @PathVariable String kind, @PathVariable UUID id, @RequestBody Heartbeat beat) {
    return desk.heartbeat(work(kind, id), beat);
  }

  @PostMapping("/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable String kind, @PathVariable UUID id, @RequestBody Release release) {
    desk.release(work(kind, id), release);
  }

  @ExceptionHandler({ClaimRefused.class, LeaseLost.class, WorkNotFound.class})
  ResponseEntity<String> refused(RuntimeException refusal) {
    return ResponseEntity.status(HttpStatus.CONFLICT)
        .contentType(MediaType.TEXT_PLAIN)
        .body(refusal.getMessage());
  }

  @ExceptionHandler(UnknownKind.class)
  ResponseEntity<String> unknown(UnknownKind mistake) {
    return ResponseEntity.status(HttpStatus.NOT_FOUND)
        .contentType(MediaType.TEXT_PLAIN)
        .body(mistake.getMessage());
  }

  private static WorkId work(String kind, UUID id) {
    return Arrays.stream(WorkKind.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(kind))
        .findFirst()
        .map(each -> new WorkId(each, id))
        .orElseThrow(() -> new UnknownKind(kind));
  }

  private static final class UnknownKind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownKind(String kind) {
      super(
          "There is no kind of work '"
              + kind
              + "': use training, preview, preparation or lora_task.");
    }
  }
}
