package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.Caption;
import dev.lorafoundry.api.dataset.CaptionRefused;
import dev.lorafoundry.api.dataset.Captions;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.PictureNotFound;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.RemovePicture;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people do with pictures: write captions, remove some. */
@Hidden
@Controller
final class PictureActionController {
  private final Pictures pictures;
  private final Captions captions;
  private final RemovePicture removal;

  PictureActionController(Pictures pictures, Captions captions, RemovePicture removal) {
    this.pictures = pictures;
    this.captions = captions;
    this.removal = removal;
  }

  @PutMapping("/pictures/{id}/caption")
  String caption(
      @PathVariable UUID id,
      @RequestParam String caption,
      @RequestParam long edition,
      Model model,
      HttpServletResponse response) {
    PictureId picture = new PictureId(id);
    Picture present = pictures.find(picture).orElseThrow(() -> PictureNotFound.original(picture));
    Phrase problem = problem(present, edition, caption.replaceAll("\\R", " "));
    if (problem != null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    model.addAttribute("id", id.toString());
    model.addAttribute("edition", problem == null ? edition + 1 : edition);
    model.addAttribute("problem", problem);
    return "page/pictures :: caption(id=${id}, edition=${edition}, problem=${problem})";
  }

  @PostMapping("/versions/{id}/captions")
  String changeAll(
      @PathVariable UUID id,
      @ModelAttribute CaptionForm form,
      Model model,
      HttpServletResponse response) {
    String problem = "";
    int changed = 0;
    try {
      changed = captions.changeAll(new VersionId(id), form.change());
      response.setHeader("HX-Trigger", "pictures-changed");
    } catch (CaptionRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      problem = String.valueOf(refused.getMessage());
    }
    model.addAttribute(
        "problems",
        List.of(
            new FieldProblem("text", problem),
            new FieldProblem("captions", Phrase.of("dataset.captions-changed", changed))));
    return "page/field :: problems(problems=${problems})";
  }

  @DeleteMapping("/pictures/{id}")
  ResponseEntity<Void> remove(@PathVariable UUID id) {
    removal.remove(new PictureId(id));
    return ResponseEntity.ok().header("HX-Trigger", "dataset-changed").build();
  }

  /** What is wrong; absent if the caption was changed. */
  private @Nullable Phrase problem(Picture picture, long edition, String text) {
    try {
      Caption seen = new Caption(picture.caption().text(), edition);
      return captions.change(picture.id(), seen, text)
          ? null
          : Phrase.of("pictures.changed-meanwhile");
    } catch (CaptionRefused refused) {
      return Phrase.verbatim(String.valueOf(refused.getMessage()));
    }
  }
}
