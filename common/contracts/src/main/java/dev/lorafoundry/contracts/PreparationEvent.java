package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an attempt at a preparation says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PreparationEvent.PicturePrepared.class, name = "picture-prepared"),
  @JsonSubTypes.Type(value = PreparationEvent.PictureRefused.class, name = "picture-refused"),
  @JsonSubTypes.Type(value = PreparationEvent.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = PreparationEvent.Failed.class, name = "failed")
})
public sealed interface PreparationEvent extends WorkEvent {
  PreparationId preparation();

  @Override
  default WorkId work() {
    return WorkId.of(preparation());
  }

  /**
   * One processed picture in the object store.
   *
   * @param subIndex counts the outputs of one original: 0 the picture itself, 1 its flip
   * @param name such as {@code 00003-1-foo.png}
   * @param width pixels that are trained; the file may have more, see {@link Framing#overflow}
   * @param height pixels that are trained
   * @param framing not told by older workers: then the picture counts as a whole original
   * @param masked whether it has a mask; not told by older workers
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Processed(
      int subIndex,
      String name,
      String key,
      String sha256,
      int width,
      int height,
      long bytes,
      @Nullable Framing framing,
      @Nullable Boolean masked) {
    /** Of which nobody tells whether it has a mask. */
    public Processed(
        int subIndex,
        String name,
        String key,
        String sha256,
        int width,
        int height,
        long bytes,
        @Nullable Framing framing) {
      this(subIndex, name, key, sha256, width, height, bytes, framing, null);
    }

    @Override
    public Framing framing() {
      return knownFraming().orElseGet(() -> Framing.whole(width, height));
    }

    /** How it was taken out of its original; empty where its worker did not tell. */
    public Optional<Framing> knownFraming() {
      return Optional.ofNullable(framing);
    }
  }

  /**
   * An original was turned into one or more training pictures.
   *
   * @param maskSha256 of the mask that was used
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PicturePrepared(
      PreparationId preparation,
      EventHeader header,
      PictureId picture,
      List<Processed> processed,
      @Nullable String maskSha256)
      implements PreparationEvent {
    public PicturePrepared {
      processed = List.copyOf(processed);
    }

    /** Without a mask. */
    public PicturePrepared(
        PreparationId preparation,
        EventHeader header,
        PictureId picture,
        List<Processed> processed) {
      this(preparation, header, picture, processed, null);
    }
  }

  /**
   * An original can't be used.
   *
   * @param reason a sentence for people
   * @param maskSha256 of the mask that was to be used
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PictureRefused(
      PreparationId preparation,
      EventHeader header,
      PictureId picture,
      String reason,
      @Nullable String maskSha256)
      implements PreparationEvent {
    /** Without a mask. */
    public PictureRefused(
        PreparationId preparation, EventHeader header, PictureId picture, String reason) {
      this(preparation, header, picture, reason, null);
    }
  }

  /** Every original was prepared or refused. */
  record Finished(PreparationId preparation, EventHeader header, int prepared, int refused)
      implements PreparationEvent {}

  /** The attempt failed as a whole. */
  record Failed(PreparationId preparation, EventHeader header, FailureKind kind, String message)
      implements PreparationEvent {}
}
