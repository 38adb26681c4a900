package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.Note;
import dev.lorafoundry.api.project.NoteRefused;
import dev.lorafoundry.api.project.Notes;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.rest.Edition;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
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

/** Notes of versions over REST. */
@Tag(name = "Projects")
@RestController
@RequestMapping("/api/v1/versions/{id}/note")
final class NoteController {
  private final Versions versions;
  private final Notes notes;

  NoteController(Versions versions, Notes notes) {
    this.versions = versions;
    this.notes = notes;
  }

  /** A note: plain text, of any lines. */
  record NoteText(
      @Schema(
              description = "at most 4000 characters; may be empty",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String text) {}

  @Operation(summary = "Read a version's note; its ETag names its state")
  @GetMapping
  ResponseEntity<NoteText> read(@PathVariable UUID id) {
    return answer(notes.of(version(id)));
  }

  @Operation(
      summary = "Change a version's note",
      description = "With If-Match nothing changes if somebody else changed it in the meantime.")
  @PutMapping
  ResponseEntity<NoteText> change(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody NoteText request) {
    VersionId version = version(id);
    Note present = notes.of(version);
    new Edition(present.edition()).requireMatch(ifMatch);
    if (request.text() == null) {
      throw new NoteRefused("text is missing: give a text, which may be empty.");
    }
    Note changed = present.changedTo(request.text());
    if (!notes.change(version, changed)) {
      throw Edition.changedMeanwhile();
    }
    return answer(changed);
  }

  private VersionId version(UUID id) {
    VersionId version = new VersionId(id);
    if (versions.find(version).isEmpty()) {
      throw new VersionNotFound(version);
    }
    return version;
  }

  private static ResponseEntity<NoteText> answer(Note note) {
    return ResponseEntity.ok()
        .eTag(new Edition(note.edition()).etag())
        .body(new NoteText(note.text()));
  }
}
