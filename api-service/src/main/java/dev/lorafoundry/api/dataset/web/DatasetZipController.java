package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.DatasetZip;
import dev.lorafoundry.api.dataset.DownloadDataset;
import dev.lorafoundry.api.dataset.DownloadDataset.Choice;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whole datasets over REST. */
@Tag(name = "Pictures")
@RestController
@RequestMapping("/api/v1/versions/{version}/dataset.zip")
final class DatasetZipController {
  private static final String ZIP = "application/zip";

  /** why: each keeps a thread for as long as it takes, and other requests need some too */
  private static final int AT_ONCE = 32;

  private final DownloadDataset download;
  private final Semaphore places = new Semaphore(AT_ONCE);

  DatasetZipController(DownloadDataset download) {
    this.download = download;
  }

  @Operation(
      summary = "Download the dataset as folders that sd-scripts understands",
      description =
          "A zip with a folder for each concept, such as '10_sks cat' (repeats, then class tokens),"
              + " in 'reg' for regularisation; beside each picture its caption as .txt, and masks"
              + " in a folder 'masks'. pictures: processed, those that a training would show, or"
              + " originals, all as they were uploaded. 503 while many others are being sent.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
  @GetMapping
  void download(
      @PathVariable UUID version,
      @RequestParam(defaultValue = "processed") String pictures,
      HttpServletResponse response)
      throws IOException {
    DatasetZip zip = download.of(new VersionId(version), choice(pictures));
    if (!places.tryAcquire()) {
      throw new RequestRefused(
          HttpStatus.SERVICE_UNAVAILABLE,
          "%d datasets are being downloaded, which is the most at a time: ask again in a minute."
              .formatted(AT_ONCE));
    }
    try {
      response.setContentType(ZIP);
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          ContentDisposition.attachment()
              .filename(zip.fileName(), StandardCharsets.UTF_8)
              .build()
              .toString());
      zip.write(response.getOutputStream());
    } finally {
      places.release();
    }
  }

  private static Choice choice(String given) {
    return switch (given) {
      case "processed" -> Choice.PROCESSED;
      case "originals" -> Choice.ORIGINALS;
      default ->
          throw RequestRefused.badRequest(
              "pictures '%s' is not allowed: use processed or originals."
                  .formatted(SettingProblem.shown(given)));
    };
  }
}
