package dev.lorafoundry.api.checkpoint.web;

import dev.lorafoundry.api.checkpoint.Mark;
import dev.lorafoundry.api.checkpoint.MarkChange;
import dev.lorafoundry.api.checkpoint.MarkCheckpoints;
import dev.lorafoundry.api.rest.Edition;
import dev.lorafoundry.contracts.CheckpointId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
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

  @Operation(summary = "Show a checkpoint's star and note; the ETag names the note's state")
  @GetMapping
  ResponseEntity<Mark> show(@PathVariable UUID id) {
    return answer(marks.find(new CheckpointId(id)));
  }

  @Operation(
      summary = "Star a checkpoint, or note something on it",
      description =
          "What is left out stays as it is. A note has at most 500 characters. With If-Match"
              + " nothing changes if somebody else changed the note in the meantime.")
  @PutMapping
  ResponseEntity<Mark> change(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody MarkForm form) {
    CheckpointId checkpoint = new CheckpointId(id);
    MarkChange change = new MarkChange(form.starred(), form.note(), seen(checkpoint, ifMatch));
    return answer(marks.mark(checkpoint, change).orElseThrow(Edition::changedMeanwhile));
  }

  /** The edition of the note that somebody saw; absent if he does not say. */
  private @Nullable Long seen(CheckpointId checkpoint, @Nullable String ifMatch) {
    if (ifMatch == null) {
      return null;
    }
    Edition present = new Edition(marks.find(checkpoint).noteEdition());
    present.requireMatch(ifMatch);
    return present.number();
  }

  private static ResponseEntity<Mark> answer(Mark mark) {
    return ResponseEntity.ok().eTag(new Edition(mark.noteEdition()).etag()).body(mark);
  }
}
