package dev.lorafoundry.api.upload.web;

import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.SentFolders;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.upload.AddUpload;
import dev.lorafoundry.api.upload.ReceiveUploads;
import dev.lorafoundry.api.upload.Upload;
import dev.lorafoundry.api.upload.Upload.Dataset;
import dev.lorafoundry.api.upload.Upload.File;
import dev.lorafoundry.api.upload.Upload.Report;
import dev.lorafoundry.api.upload.UploadId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files that come in parts, by the protocol tus 1.0: creation, termination, expiration. */
@Tag(name = "Uploads")
@RestController
@RequestMapping("/api/v1")
final class UploadController {
  private final ReceiveUploads receiving;
  private final AddUpload addition;
  private final InstantSource clock;

  UploadController(ReceiveUploads receiving, AddUpload addition, InstantSource clock) {
    this.receiving = receiving;
    this.addition = addition;
    this.clock = clock;
  }

  @Operation(summary = "Ask what of the protocol tus is understood")
  @RequestMapping(
      path = {"/versions/{version}/uploads", "/uploads/{id}"},
      method = RequestMethod.OPTIONS)
  ResponseEntity<Void> abilities() {
    return Tus.abilities(receiving.maxBytes());
  }

  @Operation(
      summary = "Begin to upload a large picture or zip file in parts",
      description =
          "By tus 1.0: Upload-Length is the whole length, Upload-Metadata names the file"
              + " ('filename', a path where it lies in a folder, and 'modified' for what tells it from others of that name). Send the"
              + " parts to the address that is answered, then post to its '/pictures'.")
  @PostMapping("/versions/{version}/uploads")
  ResponseEntity<UploadAnswer> begin(
      @PathVariable UUID version,
      @RequestParam(required = false) @Nullable UUID concept,
      @Parameter(required = true) @RequestHeader(name = Tus.LENGTH, required = false)
          @Nullable Long length,
      @Parameter(required = true) @RequestHeader(name = Tus.METADATA, required = false)
          @Nullable String metadata,
      @RequestHeader(name = Tus.RESUMABLE, required = false) @Nullable String protocol,
      Principal caller) {
    File file = Tus.file(protocol, length, metadata);
    VersionId into = new VersionId(version);
    Upload upload =
        receiving.begin(
            caller.getName(),
            new Dataset(into, concept == null ? ConceptId.first(into) : new ConceptId(concept)),
            file);
    return Tus.begun(upload, answer(upload));
  }

  @Operation(summary = "List the uploads of a version that you have begun and not ended")
  @GetMapping("/versions/{version}/uploads")
  Page<UploadAnswer> open(@PathVariable UUID version, Principal caller) {
    return Page.whole(
        receiving.open(caller.getName(), new VersionId(version)).stream()
            .map(this::answer)
            .toList());
  }

  @Operation(
      summary = "Show how far an upload is, and what came of it",
      description = "The headers Upload-Offset and Upload-Length say so as well, to HEAD too.")
  @GetMapping("/uploads/{id}")
  ResponseEntity<UploadAnswer> show(@PathVariable UUID id, Principal caller) {
    Upload upload = find(id, caller);
    return Tus.answer(HttpStatus.OK, upload).body(answer(upload));
  }

  @Operation(
      summary = "Send the next part of an upload",
      description =
          "Upload-Offset says where it begins, which must be how much is there already. A part"
              + " that breaks off does not count.")
  @PatchMapping(value = "/uploads/{id}", consumes = Tus.PART)
  ResponseEntity<Void> append(
      @PathVariable UUID id,
      @Parameter(required = true) @RequestHeader(name = Tus.OFFSET, required = false)
          @Nullable Long offset,
      @RequestHeader(name = Tus.RESUMABLE, required = false) @Nullable String protocol,
      HttpServletRequest request,
      Principal caller)
      throws IOException {
    Tus.requireProtocol(protocol);
    Upload upload =
        receiving.append(
            find(id, caller),
            Tus.offset(offset),
            request.getContentLengthLong(),
            request.getInputStream());
    return Tus.answer(HttpStatus.NO_CONTENT, upload).build();
  }

  @Operation(summary = "Cancel an upload; what is there of it goes")
  @DeleteMapping("/uploads/{id}")
  ResponseEntity<Void> cancel(@PathVariable UUID id, Principal caller) {
    receiving.cancel(find(id, caller));
    return ResponseEntity.noContent().build();
  }

  @Operation(
      summary = "Add a complete upload to the dataset",
      description =
          "As if it had been uploaded at once, with 'folders' as there. Done once: later the same"
              + " report is answered again.")
  @PostMapping("/uploads/{id}/pictures")
  Report add(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String folders,
      Principal caller)
      throws IOException {
    return addition.add(find(id, caller), SentFolders.of(folders));
  }

  private Upload find(UUID id, Principal caller) {
    return receiving.find(new UploadId(id), caller.getName());
  }

  private UploadAnswer answer(Upload upload) {
    return UploadAnswer.of(upload, clock.instant());
  }
}
