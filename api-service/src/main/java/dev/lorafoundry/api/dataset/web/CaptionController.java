package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.Caption;
import dev.lorafoundry.api.dataset.CaptionChange;
import dev.lorafoundry.api.dataset.CaptionRefused;
import dev.lorafoundry.api.dataset.Captions;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.rest.Edition;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
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

  /**
   * A change of many captions.
   *
   * @param action set, prepend, append or replace
   * @param search what is replaced
   * @param pictures whose captions; absent: all of the version; an empty list: none
   */
  record BulkChange(
      @Nullable String action,
      @Nullable String text,
      @Nullable String search,
      @Nullable List<@Nullable UUID> pictures) {

    CaptionChange change() {
      String given = text == null ? "" : text;
      return switch (action == null ? "" : action) {
        case "set" -> new CaptionChange.Set(given);
        case "prepend" -> new CaptionChange.Prepend(given);
        case "append" -> new CaptionChange.Append(given);
        case "replace" -> new CaptionChange.Replace(search == null ? "" : search, given);
        default ->
            throw new CaptionRefused(
                "action '%s' is not allowed: use set, prepend, append or replace."
                    .formatted(action == null ? "" : action));
      };
    }

    int apply(Captions captions, VersionId version) {
      return pictures == null
          ? captions.changeAll(version, change())
          : captions.change(version, pictures.stream().map(BulkChange::id).toList(), change());
    }

    private static PictureId id(@Nullable UUID given) {
      if (given == null) {
        throw new CaptionRefused("pictures 'null' is not allowed: give ids of pictures.");
      }
      return new PictureId(given);
    }
  }

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
    if (!captions.change(picture.id(), picture.caption(), request.caption())) {
      throw Edition.changedMeanwhile();
    }
    return answer(dataset.picture(id).caption());
  }

  @Operation(
      summary = "Change many captions at once",
      description =
          "set: every caption becomes the text. prepend, append: the text goes before or behind"
              + " each line, with a comma between. replace: every occurrence of search becomes the"
              + " text.")
  @PostMapping("/versions/{version}/captions")
  Changed changeMany(@PathVariable UUID version, @RequestBody BulkChange request) {
    VersionId id = dataset.version(version);
    return new Changed(request.apply(captions, id));
  }

  private static ResponseEntity<CaptionText> answer(Caption caption) {
    return ResponseEntity.ok()
        .eTag(new Edition(caption.edition()).etag())
        .body(new CaptionText(caption.text()));
  }
}
