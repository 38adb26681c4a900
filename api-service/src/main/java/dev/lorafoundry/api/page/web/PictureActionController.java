package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.Caption;
import dev.lorafoundry.api.dataset.CaptionRefused;
import dev.lorafoundry.api.dataset.Captions;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.PictureNotFound;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.RemovePicture;
import dev.lorafoundry.contracts.PictureId;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
    CaptionAnswer answer = changed(new PictureId(id), edition, caption);
    if (answer.problem() != null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    model.addAttribute("caption", answer);
    return "page/pictures :: caption(caption=${caption})";
  }

  @DeleteMapping("/pictures/{id}")
  ResponseEntity<Void> remove(@PathVariable UUID id) {
    removal.remove(new PictureId(id));
    return ResponseEntity.ok().header("HX-Trigger", "dataset-changed").build();
  }

  private CaptionAnswer changed(PictureId id, long edition, String text) {
    Picture present = pictures.find(id).orElseThrow(() -> PictureNotFound.original(id));
    try {
      Caption seen = new Caption(present.caption().text(), edition);
      return captions.change(present, seen, text)
          ? CaptionAnswer.saved(id, edition + 1)
          : CaptionAnswer.overtaken(
              id, pictures.find(id).orElseThrow(() -> PictureNotFound.original(id)).caption());
    } catch (CaptionRefused refused) {
      return CaptionAnswer.refused(id, edition, String.valueOf(refused.getMessage()));
    }
  }
}
