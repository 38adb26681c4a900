package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.Caption;
import dev.lorafoundry.api.dataset.CaptionRefused;
import dev.lorafoundry.api.dataset.Captions;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.rest.Edition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Captions over REST. */
@Tag(name = "Captions")
@RestController
@RequestMapping("/api/v1")
final class CaptionController {
  private final Dataset dataset;
  private final Captions captions;

  CaptionController(Dataset dataset, Captions captions) {
    this.dataset = dataset;
    this.captions = captions;
  }

  /** One caption. */
  record CaptionText(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String caption) {}

  /** How many captions became another text. */
  record Changed(int changed) {}

  @Operation(summary = "Read a caption; its ETag names its state")
  @GetMapping("/pictures/{id}/caption")
  ResponseEntity<CaptionText> read(@PathVariable UUID id) {
    return answer(dataset.picture(id).caption());
  }

  @Operation(
      summary = "Change a caption",
      description = "With If-Match nothing changes if somebody else changed it in the meantime.")
  @PutMapping("/pictures/{id}/caption")
  ResponseEntity<CaptionText> change(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody CaptionText request) {
    Picture picture = dataset.picture(id);
    new Edition(picture.caption().edition()).requireMatch(ifMatch);
    if (request.caption() == null) {
      throw new CaptionRefused("caption is missing: give a text, which may be empty.");
    }
    if (!captions.change(picture, picture.caption(), request.caption())) {
      throw Edition.changedMeanwhile();
    }
    return answer(dataset.picture(id).caption());
  }

  @Operation(
      summary = "Change many captions at once",
      description =
          "set: every caption becomes the text. prepend, append: the text goes before or behind"
              + " each line, with a comma between. replace: every occurrence of search becomes the"
              + " text. The others are about tags, and are described at captions/changes.")
  @PostMapping("/versions/{version}/captions")
  Changed changeMany(@PathVariable UUID version, @RequestBody BulkChange request) {
    return new Changed(
        captions.change(dataset.version(version), request.request(), any -> {}).size());
  }

  private static ResponseEntity<CaptionText> answer(Caption caption) {
    return ResponseEntity.ok()
        .eTag(new Edition(caption.edition()).etag())
        .body(new CaptionText(caption.text()));
  }
}
