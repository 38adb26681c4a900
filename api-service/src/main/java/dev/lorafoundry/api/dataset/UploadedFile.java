package dev.lorafoundry.api.dataset;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that somebody uploads.
 *
 * @param name as the sender named it: a path where it lay in a folder, which then counts as in a
 *     zip file
 */
public record UploadedFile(String name, long bytes, Source source) {
  /** Where the bytes come from; may be opened several times. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }
}
