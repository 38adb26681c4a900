package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.ChangeMask;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.contracts.PictureId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Masks of single pictures over REST. Those of many come in the folder masks of a zip. */
@Tag(name = "Pictures")
@RestController
@RequestMapping("/api/v1/pictures/{id}/mask")
final class MaskController {
  private final Dataset dataset;
  private final ChangeMask masks;

  MaskController(Dataset dataset, ChangeMask masks) {
    this.dataset = dataset;
    this.masks = masks;
  }

  @Operation(
      summary = "Give a picture a mask, instead of the one that it has",
      description =
          "A picture of the same size, whose red says where the other counts: white counts, black"
              + " does not. The picture has to be prepared again, and none gets a mask while"
              + " workers prepare.")
  @PutMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  PictureAnswer give(@PathVariable UUID id, @RequestPart MultipartFile file) throws IOException {
    Picture picture = masks.give(new PictureId(id), file.getBytes());
    return PictureAnswer.of(picture, dataset.form(picture.version()));
  }

  @Operation(
      summary = "Take a picture's mask away",
      description =
          "The picture has to be prepared again, and none loses its mask while workers prepare.")
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void take(@PathVariable UUID id) {
    var unused = masks.take(new PictureId(id));
  }
}
