package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.DatasetZip;
import dev.lorafoundry.api.dataset.DownloadDataset;
import dev.lorafoundry.api.dataset.DownloadDataset.Choice;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Whole datasets over REST. */
@Tag(name = "Pictures")
@RestController
@RequestMapping("/api/v1/versions/{version}/dataset.zip")
final class DatasetZipController {
  private static final String ZIP = "application/zip";

  private final DownloadDataset download;

  DatasetZipController(DownloadDataset download) {
    this.download = download;
  }

  @Operation(
      summary = "Download the dataset as folders that sd-scripts understands",
      description =
          "A zip with a folder for each concept, such as '10_sks cat' (repeats, then class tokens),"
              + " in 'reg' for regularisation; beside each picture its caption as .txt, and masks"
              + " in a folder 'masks'. pictures: processed, those that a training would show, or"
              + " originals, all as they were uploaded.")
  @GetMapping(produces = ZIP)
  ResponseEntity<StreamingResponseBody> download(
      @PathVariable UUID version, @RequestParam(defaultValue = "processed") String pictures) {
    DatasetZip zip = download.of(new VersionId(version), choice(pictures));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(ZIP))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(zip.fileName(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(zip::write);
  }

  private static Choice choice(String given) {
    return switch (given) {
      case "processed" -> Choice.PROCESSED;
      case "originals" -> Choice.ORIGINALS;
      default ->
          throw RequestRefused.badRequest(
              "pictures '%s' is not allowed: use processed or originals."
                  .formatted(given.length() > 40 ? given.substring(0, 40) + "…" : given));
    };
  }
}
