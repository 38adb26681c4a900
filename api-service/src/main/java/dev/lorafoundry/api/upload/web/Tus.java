package dev.lorafoundry.api.upload.web;

import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.api.upload.Upload;
import dev.lorafoundry.api.upload.Upload.File;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What <a href="https://tus.io/protocols/resumable-upload">tus 1.0</a> says in headers. */
final class Tus {
  static final String VERSION = "1.0.0";
  static final String RESUMABLE = "Tus-Resumable";
  static final String OFFSET = "Upload-Offset";
  static final String LENGTH = "Upload-Length";
  static final String METADATA = "Upload-Metadata";

  /** Of the body that brings a part. */
  static final String PART = "application/offset+octet-stream";

  private static final String EXTENSIONS = "creation,termination,expiration";

  private Tus() {}

  /**
   * @throws RequestRefused if another release of the protocol is spoken
   */
  static void requireProtocol(@Nullable String given) {
    if (given != null && !given.equals(VERSION)) {
      throw new RequestRefused(
          HttpStatus.PRECONDITION_FAILED,
          "Tus-Resumable '%s' is not understood: use %s."
              .formatted(given.length() > 40 ? given.substring(0, 40) + "…" : given, VERSION));
    }
  }

  /**
   * @throws RequestRefused if a file that begins has none
   */
  private static long length(@Nullable Long given) {
    if (given == null) {
      throw RequestRefused.badRequest(
          "Upload-Length is missing: an upload in parts begins with the headers Upload-Length, the"
              + " file's whole length in bytes, and Upload-Metadata, 'filename' and its name in"
              + " Base64.");
    }
    return given;
  }

  /**
   * @throws RequestRefused if a part has none
   */
  static long offset(@Nullable Long given) {
    if (given == null) {
      throw RequestRefused.badRequest(
          "Upload-Offset is missing: send at which byte of the file the part begins. HEAD of the"
              + " same address answers with the next one.");
    }
    return given;
  }

  /** An answer that says how far an upload is. */
  static ResponseEntity.BodyBuilder answer(HttpStatus status, Upload upload) {
    return ResponseEntity.status(status)
        .header(OFFSET, Long.toString(upload.received()))
        .header(LENGTH, Long.toString(upload.file().bytes()))
        .header(
            "Upload-Expires",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                upload.expiresAt().atOffset(ZoneOffset.UTC)))
        .cacheControl(CacheControl.noStore());
  }

  /**
   * The file that an upload begins with.
   *
   * @throws RequestRefused if the headers do not tell it
   */
  static File file(@Nullable String protocol, @Nullable Long length, @Nullable String metadata) {
    requireProtocol(protocol);
    long bytes = length(length);
    UploadMetadata said = UploadMetadata.of(metadata);
    return new File(said.filename(), said.modified(), bytes);
  }

  /** The answer to whoever begins an upload: where its parts go. */
  static ResponseEntity<UploadAnswer> begun(Upload upload, UploadAnswer answer) {
    return answer(HttpStatus.CREATED, upload)
        .location(URI.create("/api/v1/uploads/" + upload.id()))
        .body(answer);
  }

  /** What of it is understood here. */
  static ResponseEntity<Void> abilities(long maxBytes) {
    return ResponseEntity.noContent()
        .header("Tus-Extension", EXTENSIONS)
        .header("Tus-Max-Size", Long.toString(maxBytes))
        .build();
  }
}
