package dev.lorafoundry.api.upload;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Lets one at a time do something with a complete upload. */
final class UploadTurns {
  private final Uploads uploads;
  private final InstantSource clock;

  UploadTurns(Uploads uploads, InstantSource clock) {
    this.uploads = uploads;
    this.clock = clock;
  }

  /** What is done with it. */
  @FunctionalInterface
  interface Work<T> {
    T done() throws IOException;
  }

  /**
   * Does it, and nobody else does within this time.
   *
   * @throws UploadOutOfStep if the upload is not complete, or somebody has it
   */
  <T> T take(Upload upload, Duration within, Work<T> work) throws IOException {
    requireComplete(upload);
    Instant now = clock.instant();
    Instant until = now.plus(within);
    if (!uploads.take(upload.id(), now, until)) {
      throw new UploadOutOfStep(
          "The upload is being added: ask for it again soon to see what came of it.");
    }
    try {
      return work.done();
    } finally {
      uploads.giveBack(upload.id(), until);
    }
  }

  private static void requireComplete(Upload upload) {
    if (upload.received() < upload.file().bytes()) {
      throw new UploadOutOfStep(
          String.format(
              Locale.ROOT,
              "Of %,d bytes %,d are here: send the others first.",
              upload.file().bytes(),
              upload.received()));
    }
  }
}
