package dev.lorafoundry.api.dataset;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What came of an upload, file by file.
 *
 * @param accepted new pictures, and old ones that got a caption
 */
public record UploadReport(List<Picture> accepted, List<RefusedFile> refused) {
  public UploadReport {
    accepted = List.copyOf(accepted);
    refused = List.copyOf(refused);
  }

  /**
   * A file that can't be used.
   *
   * @param name with the zip file's before it, if it came in one
   * @param reason a sentence for people
   */
  public record RefusedFile(String name, String reason) {
    /** The same with the reason said in another way. */
    public RefusedFile said(UnaryOperator<String> sentences) {
      return new RefusedFile(name, sentences.apply(reason));
    }
  }
}
