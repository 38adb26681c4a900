package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.project.Note;
import dev.lorafoundry.api.project.NoteRefused;
import dev.lorafoundry.api.project.Notes;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Notes of versions on the page; what can't be stored stays in its form. */
@Hidden
@Controller
final class NotePageController {
  private final Versions versions;
  private final Notes notes;

  NotePageController(Versions versions, Notes notes) {
    this.versions = versions;
    this.notes = notes;
  }

  /**
   * @param edition that the writer saw
   */
  @PutMapping("/versions/{id}/note")
  String change(
      @PathVariable UUID id,
      @RequestParam String text,
      @RequestParam long edition,
      Model model,
      HttpServletResponse response) {
    VersionId asked = new VersionId(id);
    Version version = versions.find(asked).orElseThrow(() -> new VersionNotFound(asked));
    NoteView view = change(version, new Note("", edition), text);
    if (view.problem() != null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    model.addAttribute("note", view);
    return "page/note :: note(note=${note})";
  }

  private NoteView change(Version version, Note seen, String text) {
    try {
      Note changed = seen.changedTo(text);
      return notes.change(version.id(), changed)
          ? NoteView.saved(version, changed)
          : NoteView.overtaken(version, notes.of(version.id()), text);
    } catch (NoteRefused e) {
      return NoteView.refused(version, seen, text, Phrase.sentence(String.valueOf(e.getMessage())));
    }
  }
}
