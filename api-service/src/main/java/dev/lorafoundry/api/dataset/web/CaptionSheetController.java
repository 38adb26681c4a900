package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.CaptionRefused;
import dev.lorafoundry.api.dataset.CaptionSheet;
import dev.lorafoundry.api.dataset.CaptionText;
import dev.lorafoundry.api.dataset.Captions;
import dev.lorafoundry.api.dataset.ChangedCaption;
import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.TagCounts;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All captions of a version and their tags over REST. */
@Tag(name = "Captions")
@RestController
@RequestMapping("/api/v1/versions/{version}")
final class CaptionSheetController {
  private final Dataset dataset;
  private final Concepts concepts;
  private final Captions captions;

  CaptionSheetController(Dataset dataset, Concepts concepts, Captions captions) {
    this.dataset = dataset;
    this.concepts = concepts;
    this.captions = captions;
  }

  /**
   * The tags of a version's captions.
   *
   * @param pictures of the version
   * @param uncaptioned of these, those without a caption
   * @param tags those of the most pictures first
   */
  record TagsAnswer(int pictures, int uncaptioned, List<TagCounts.TagCount> tags) {}

  /**
   * What changed.
   *
   * @param dryRun whether it only would change
   */
  record ChangesAnswer(boolean dryRun, List<ChangedAnswer> changed) {
    static ChangesAnswer of(boolean dryRun, List<ChangedCaption> changed) {
      return new ChangesAnswer(dryRun, changed.stream().map(ChangedAnswer::of).toList());
    }
  }

  /**
   * A caption that changed.
   *
   * @param edition of the caption afterwards
   */
  record ChangedAnswer(UUID picture, String name, String before, String after, long edition) {
    static ChangedAnswer of(ChangedCaption changed) {
      return new ChangedAnswer(
          changed.picture().value(),
          changed.name(),
          changed.before().text(),
          changed.after().text(),
          changed.after().edition());
    }
  }

  /** Captions that are to be written. */
  record WrittenCaptions(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable List<@Nullable WrittenCaption> captions) {
    List<CaptionText> texts() {
      if (captions == null || captions.contains(null)) {
        throw new CaptionRefused("captions are missing: give a list of pictures with captions.");
      }
      return captions.stream().map(WrittenCaption::text).toList();
    }
  }

  /**
   * A caption that is to be written.
   *
   * @param edition that is to be changed; absent: whatever it is
   */
  record WrittenCaption(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable UUID picture,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String caption,
      @Nullable Long edition) {
    CaptionText text() {
      if (picture == null || caption == null) {
        throw new CaptionRefused(
            "picture or caption is missing: give the id of a picture, and a text, which may be"
                + " empty.");
      }
      return new CaptionText(new PictureId(picture), caption, edition);
    }
  }

  @Operation(
      summary = "List all captions of a version; the ETag names the state of all of them",
      description = "Also only those with a tag, or those without one, such as a trigger word.")
  @GetMapping("/captions")
  ResponseEntity<List<CaptionLine>> list(
      @PathVariable UUID version,
      @RequestParam(required = false) @Nullable String with,
      @RequestParam(required = false) @Nullable String without) {
    VersionId id = dataset.version(version);
    CaptionSheet sheet = captions.all(id);
    return ResponseEntity.ok()
        .eTag(new Edition(sheet.edition()).etag())
        .body(
            CaptionLine.of(sheet, concepts.all(id)).stream()
                .filter(line -> with == null || line.tags().contains(with.strip()))
                .filter(line -> without == null || !line.tags().contains(without.strip()))
                .toList());
  }

  @Operation(summary = "Count the tags of all captions: what stands between commas")
  @GetMapping("/tags")
  ResponseEntity<TagsAnswer> tags(@PathVariable UUID version) {
    CaptionSheet sheet = captions.all(dataset.version(version));
    return ResponseEntity.ok()
        .eTag(new Edition(sheet.edition()).etag())
        .body(
            new TagsAnswer(
                sheet.pictures().size(), sheet.uncaptioned(), sheet.tags().byFrequency()));
  }

  @Operation(
      summary = "Change many captions at once, and tell which became what",
      description =
          "All or none. As captions, and: add-tag, the tags of text go behind the others where they"
              + " are missing. remove-tag: they go away. replace-tag: the tag search becomes those"
              + " of text. tag-first: they go before all others, also where they are missing, as a"
              + " trigger word does. sort-tags: by order, but for the first of each line that keep"
              + " says. With dryRun nothing changes, and the ETag names the captions that it saw:"
              + " with it as If-Match, nothing changes if somebody else changed one since.")
  @PostMapping("/captions/changes")
  ResponseEntity<ChangesAnswer> change(
      @PathVariable UUID version,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody BulkChange request) {
    VersionId id = dataset.version(version);
    if (dryRun) {
      CaptionSheet sheet = captions.all(id);
      return ResponseEntity.ok()
          .eTag(new Edition(sheet.edition()).etag())
          .body(ChangesAnswer.of(true, captions.preview(sheet, request.request())));
    }
    List<ChangedCaption> changed =
        captions.change(
            id, request.request(), sheet -> new Edition(sheet.edition()).requireMatch(ifMatch));
    return ResponseEntity.ok(ChangesAnswer.of(false, changed));
  }

  @Operation(
      summary = "Write captions, each picture its own",
      description =
          "All or none. Where an edition is given, none is written if that caption has another one"
              + " by now. What captions/changes answered as before takes that change back.")
  @PutMapping("/captions")
  ChangesAnswer write(@PathVariable UUID version, @RequestBody WrittenCaptions request) {
    return ChangesAnswer.of(false, captions.write(dataset.version(version), request.texts()));
  }
}
