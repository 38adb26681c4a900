package dev.lorafoundry.api.checkpoint.web;

import dev.lorafoundry.api.checkpoint.Mark;
import dev.lorafoundry.api.checkpoint.MarkChange;
import dev.lorafoundry.api.checkpoint.MarkCheckpoints;
import dev.lorafoundry.contracts.CheckpointId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stars and notes of checkpoints. */
@Tag(name = "Checkpoints")
@RestController
@RequestMapping("/api/v1/checkpoints/{id}/mark")
final class MarkController {
  private final MarkCheckpoints marks;

  /** What is to be otherwise about a mark. */
  record MarkForm(@Nullable Boolean starred, @Nullable String note) {}

  MarkController(MarkCheckpoints marks) {
    this.marks = marks;
  }

  @Operation(summary = "Show a checkpoint's star and note")
  @GetMapping
  Mark show(@PathVariable UUID id) {
    return marks.find(new CheckpointId(id));
  }

  @Operation(
      summary = "Star a checkpoint, or note something on it",
      description = "What is left out stays as it is. A note has at most 500 characters.")
  @PutMapping
  Mark change(@PathVariable UUID id, @RequestBody MarkForm form) {
    return marks.mark(new CheckpointId(id), new MarkChange(form.starred(), form.note()));
  }
}
