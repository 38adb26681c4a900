package dev.lorafoundry.api.upload;

import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A file that comes in parts.
 *
 * @param owner who began it, and alone may go on
 * @param received bytes that are stored
 * @param expiresAt when it is forgotten, complete or not
 * @param addingUntil until when somebody adds it to the dataset; absent: nobody does
 * @param report what came of it; absent until it was added
 */
public record Upload(
    UploadId id,
    String owner,
    Target target,
    File file,
    long received,
    Instant expiresAt,
    @Nullable Instant addingUntil,
    @Nullable Report report) {

  /** Where it goes. */
  public sealed interface Target {}

  /** A version's dataset, as pictures of a concept. */
  public record Dataset(VersionId version, ConceptId concept) implements Target {}

  /** What trainings begin with: a base model, a VAE or a LoRA, as is said when it is complete. */
  public record Models() implements Target {}

  /**
   * What the sender says of the file.
   *
   * @param modified when it was changed, as its sender writes it: tells it from others of its name
   * @param bytes its whole length
   */
  public record File(String name, String modified, long bytes) {}

  /**
   * What came of it.
   *
   * @param accepted pictures that are new or got a caption or a mask; 1 where it became a model
   */
  public record Report(int accepted, List<RefusedFile> refused) {
    public Report {
      refused = List.copyOf(refused);
    }

    /** The same with its sentences said in another way. */
    public Report said(UnaryOperator<String> sentences) {
      return new Report(accepted, refused.stream().map(file -> file.said(sentences)).toList());
    }
  }

  /**
   * Bytes that are stored.
   *
   * @param start where in the file they begin
   * @param key of the object that holds them
   */
  public record Part(long start, long bytes, String key) {}

  /** How far it is. */
  public enum State {
    RECEIVING,
    RECEIVED,
    ADDING,
    ADDED
  }

  static Upload begun(String owner, Target target, File file, Instant expiresAt) {
    return new Upload(UploadId.random(), owner, target, file, 0, expiresAt, null, null);
  }

  public State state(Instant now) {
    if (report != null) {
      return State.ADDED;
    }
    if (received < file.bytes()) {
      return State.RECEIVING;
    }
    return addingUntil == null || addingUntil.isBefore(now) ? State.RECEIVED : State.ADDING;
  }

  /**
   * @throws UploadOutOfStep if the next bytes are others
   * @throws UploadTooLarge if there are more of them than was announced
   */
  void requireNext(long offset, long bytes) {
    if (offset != received) {
      throw new UploadOutOfStep(
          String.format(
              Locale.ROOT,
              "The part begins at %,d, but %,d bytes are here: go on from there.",
              offset,
              received));
    }
    if (bytes > file.bytes() - received) {
      throw new UploadTooLarge(
          String.format(
              Locale.ROOT,
              "With this part the file has more than the %,d bytes that were announced: send what is left, or begin anew.",
              file.bytes()));
    }
  }
}
