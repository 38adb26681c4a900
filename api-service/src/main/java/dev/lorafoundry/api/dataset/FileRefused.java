package dev.lorafoundry.api.dataset;

/** An uploaded file can't be used; the message is a sentence for the report of the upload. */
final class FileRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FileRefused(String message) {
    super(message);
  }
}
