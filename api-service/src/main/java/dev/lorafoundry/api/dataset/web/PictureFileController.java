package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.Original;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.PictureNotFound;
import dev.lorafoundry.api.picture.Thumbnails;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Files of pictures. Their types are those that were found in them, never what a sender said. */
@Tag(name = "Pictures")
@RestController
@RequestMapping("/api/v1/pictures/{id}")
final class PictureFileController {
  private final Dataset dataset;
  private final ObjectStore store;
  private final Thumbnails thumbnails;

  PictureFileController(Dataset dataset, ObjectStore store, Thumbnails thumbnails) {
    this.dataset = dataset;
    this.store = store;
    this.thumbnails = thumbnails;
  }

  @Operation(
      summary = "Get a picture's file as it was uploaded",
      description =
          "With a width of 128, 256 or 512 a small JPEG, neither wider nor higher than that.")
  @GetMapping("/original")
  @Nullable ResponseEntity<Resource> original(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer width,
      WebRequest request) {
    Original original = dataset.picture(id).original();
    if (width != null) {
      return small(original.key(), original.sha256(), width, request);
    }
    return request.checkNotModified(original.sha256())
        ? null
        : file(
            original.name(),
            original.format().mediaType(),
            original.bytes(),
            original.sha256(),
            original.key());
  }

  @Operation(
      summary = "Get a training picture",
      description =
          "With a width of 128, 256 or 512 a small JPEG, neither wider nor higher than that.")
  @GetMapping("/processed/{subIndex}")
  @Nullable ResponseEntity<Resource> processed(
      @PathVariable UUID id,
      @PathVariable int subIndex,
      @RequestParam(required = false) @Nullable Integer width,
      WebRequest request) {
    Picture picture = dataset.picture(id);
    Processed processed =
        picture.outcome().pictures().stream()
            .filter(each -> each.subIndex() == subIndex)
            .findFirst()
            .orElseThrow(() -> PictureNotFound.processed(picture.id(), subIndex));
    if (width != null) {
      return small(processed.key(), processed.sha256(), width, request);
    }
    return request.checkNotModified(processed.sha256())
        ? null
        : file(
            processed.name(),
            MediaType.IMAGE_PNG_VALUE,
            processed.bytes(),
            processed.sha256(),
            processed.key());
  }

  private @Nullable ResponseEntity<Resource> small(
      String key, String sha256, int width, WebRequest request) {
    Thumbnails.requireAllowed(width);
    String tag = sha256 + "-" + width;
    return request.checkNotModified(tag)
        ? null
        : ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(Thumbnails.MEDIA_TYPE))
            .eTag(tag)
            .cacheControl(CacheControl.noCache().cachePrivate())
            .body(
                new ByteArrayResource(
                    thumbnails.of(new ObjectKey(key), width, Thumbnails.Bound.BOTH_SIDES)));
  }

  private ResponseEntity<Resource> file(
      String name, String type, long bytes, String sha256, String key) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .contentLength(bytes)
        .eTag(sha256)
        .cacheControl(CacheControl.noCache().cachePrivate())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline().filename(name, StandardCharsets.UTF_8).build().toString())
        .body(new InputStreamResource(() -> store.open(new ObjectKey(key))));
  }
}
