package dev.lorafoundry.api.preview.web;

import dev.lorafoundry.api.picture.Thumbnails;
import dev.lorafoundry.api.preview.PreviewNotFound;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.preview.Previews.Place;
import dev.lorafoundry.api.preview.Rendering;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** The pictures of previews; each carries its generation parameters as text. */
@Tag(name = "Previews")
@RestController
@RequestMapping("/api/v1/previews/{id}")
final class PreviewPictureController {
  private static final CacheControl BRIEF =
      CacheControl.maxAge(Duration.ofMinutes(1)).cachePrivate();

  private static final CacheControl LONG = CacheControl.maxAge(Duration.ofDays(1)).cachePrivate();

  /** Asked for again each time, which costs next to nothing while the tag is the same. */
  private static final CacheControl CHECKED = CacheControl.noCache().cachePrivate();

  private final Previews previews;
  private final Thumbnails thumbnails;
  private final ObjectStore store;

  PreviewPictureController(Previews previews, Thumbnails thumbnails, ObjectStore store) {
    this.previews = previews;
    this.thumbnails = thumbnails;
    this.store = store;
  }

  /** All pictures on one labelled sheet. */
  @Operation(summary = "Get all pictures of a preview on one labelled sheet")
  @GetMapping("/grid")
  ResponseEntity<Resource> grid(@PathVariable UUID id) {
    PreviewId preview = new PreviewId(id);
    Rendering.Grid grid =
        previews
            .find(preview)
            .orElseThrow(() -> PreviewNotFound.preview(preview))
            .rendering()
            .grid();
    if (grid == null) {
      throw PreviewNotFound.grid(preview);
    }
    return png(grid.key());
  }

  @Operation(
      summary = "Get one picture of a preview",
      description = "As PNG; with a width of 128, 256 or 512 a small JPEG of it.")
  @GetMapping("/pictures/{row}/{column}/{batchIndex}")
  @Nullable ResponseEntity<Resource> picture(
      @PathVariable UUID id,
      @PathVariable int row,
      @PathVariable int column,
      @PathVariable int batchIndex,
      @RequestParam(required = false) @Nullable Integer width,
      WebRequest request) {
    PreviewId preview = new PreviewId(id);
    Place place = new Place(row, column, batchIndex);
    String key =
        previews
            .picture(preview, place)
            .orElseThrow(() -> PreviewNotFound.picture(preview, place))
            .key();
    return width == null ? png(key) : small(key, width, caching(preview), request);
  }

  /** Until a preview has ended another attempt may render its pictures again. */
  private CacheControl caching(PreviewId id) {
    return previews.find(id).filter(preview -> preview.standing().state().ended()).isPresent()
        ? LONG
        : CHECKED;
  }

  /** The key names the attempt, so that a picture that is rendered again has another tag. */
  private @Nullable ResponseEntity<Resource> small(
      String key, int width, CacheControl caching, WebRequest request) {
    Thumbnails.requireAllowed(width);
    String tag = key + "/" + width;
    return request.checkNotModified(tag)
        ? null
        : ResponseEntity.ok()
            .cacheControl(caching)
            .eTag(tag)
            .contentType(MediaType.IMAGE_JPEG)
            .body(
                new ByteArrayResource(
                    thumbnails.of(new ObjectKey(key), width, Thumbnails.Bound.WIDTH)));
  }

  private ResponseEntity<Resource> png(String key) {
    ObjectKey object = new ObjectKey(key);
    return ResponseEntity.ok()
        .cacheControl(BRIEF)
        .contentType(MediaType.IMAGE_PNG)
        .body(new InputStreamResource(() -> store.open(object)));
  }
}
