package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lorafoundry.contracts.settings.ResizeMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The immutable dataset that a run trains on: pictures by concept, each listed once.
 *
 * @param buckets how sizes were chosen; absent where all pictures were brought to one size
 * @param resizeMethod how pictures were brought to scale; absent where none was, and in older ones
 */
public record DatasetSnapshot(
    List<Concept> concepts,
    @Nullable Buckets buckets,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResizeMethod resizeMethod) {
  public DatasetSnapshot {
    concepts = List.copyOf(concepts);
  }

  public DatasetSnapshot(List<Concept> concepts, @Nullable Buckets buckets) {
    this(concepts, buckets, null);
  }

  public DatasetSnapshot(List<Concept> concepts) {
    this(concepts, null);
  }

  /** A dataset of one concept that is trained. */
  public DatasetSnapshot(int repeats, String classTokens, List<Picture> pictures) {
    this(List.of(new Concept(classTokens, repeats, classTokens, false, pictures)));
  }

  /** Reads what an older version wrote as well: a dataset that is one concept. */
  @JsonCreator
  static DatasetSnapshot of(
      @JsonProperty("concepts") @Nullable List<Concept> concepts,
      @JsonProperty("buckets") @Nullable Buckets buckets,
      @JsonProperty("resizeMethod") @Nullable ResizeMethod resizeMethod,
      @JsonProperty("repeats") @Nullable Integer repeats,
      @JsonProperty("classTokens") @Nullable String classTokens,
      @JsonProperty("pictures") @Nullable List<Picture> pictures) {
    if (concepts != null) {
      return new DatasetSnapshot(concepts, buckets, resizeMethod);
    }
    if (repeats == null || pictures == null) {
      throw new IllegalArgumentException("a dataset has concepts, or repeats and pictures");
    }
    return new DatasetSnapshot(repeats, Objects.requireNonNullElse(classTokens, ""), pictures);
  }

  /**
   * Pictures that belong together.
   *
   * @param repeats how often an epoch shows each picture; of regularisation pictures see {@link
   *     DatasetSnapshot#shown}
   * @param classTokens caption of pictures that have none
   * @param regularisation whether the pictures show what the model knows already and is to keep
   */
  public record Concept(
      String name,
      int repeats,
      String classTokens,
      boolean regularisation,
      List<Picture> pictures) {
    public Concept {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(classTokens, "classTokens");
      pictures = List.copyOf(pictures);
      if (repeats < 1) {
        throw new IllegalArgumentException(
            "repeats " + repeats + " of a concept is not allowed: at least 1");
      }
    }

    /** What is shown with a picture: its caption, or the class tokens if it has none. */
    public String captionOf(String caption) {
      return caption.isBlank() ? classTokens : caption;
    }

    /** Pictures times repeats. */
    public int samples() {
      return Math.multiplyExact(repeats, pictures.size());
    }
  }

  /**
   * One processed picture.
   *
   * @param name file name as the original scheme gives it, such as {@code 00003-1-foo.png}
   * @param key object key of the PNG
   * @param sha256 hex digest of the PNG
   * @param width pixels that are trained; the PNG may have more, see {@link Framing#overflow}
   * @param height pixels that are trained
   * @param framing absent in older snapshots: then it counts as a whole original
   */
  public record Picture(
      String name,
      String key,
      String sha256,
      int width,
      int height,
      String caption,
      @Nullable Framing framing) {
    public Picture {
      framing = framing == null ? Framing.whole(width, height) : framing;
    }

    /** A picture that is the whole original. */
    public Picture(String name, String key, String sha256, int width, int height, String caption) {
      this(name, key, sha256, width, height, caption, null);
    }

    @Override
    public Framing framing() {
      return Objects.requireNonNull(framing);
    }

    /** What the PNG has beyond the picture. */
    public Framing.Overflow overflow() {
      return framing().kept().orElse(Framing.Overflow.NONE);
    }
  }

  /**
   * How the sizes of pictures were chosen by their aspect ratio.
   *
   * @param width pixels of the resolution that gives the area
   * @param height pixels of the resolution that gives the area
   * @param smallest side of a bucket in pixels
   * @param largest side of a bucket in pixels
   * @param noUpscale whether no picture was enlarged; then smallest and largest side are not kept
   */
  public record Buckets(int width, int height, int smallest, int largest, boolean noUpscale) {}

  /**
   * A picture as an epoch shows it.
   *
   * @param times how often, at least once
   */
  public record Shown(Concept concept, Picture picture, int times) {}

  /** A part of it, or another one that was prepared alike. */
  public DatasetSnapshot with(List<Concept> others) {
    return new DatasetSnapshot(others, buckets, resizeMethod);
  }

  /** The pictures of all concepts. */
  public List<Picture> pictures() {
    return concepts.stream().flatMap(concept -> concept.pictures().stream()).toList();
  }

  /** Pictures times repeats of the concepts that are trained, or of those for regularisation. */
  public int samples(boolean regularisation) {
    return concepts.stream()
        .filter(concept -> concept.regularisation() == regularisation)
        .mapToInt(Concept::samples)
        .reduce(0, Math::addExact);
  }

  /**
   * What an epoch shows, as sd-scripts counts it (its {@code DreamBoothDataset}): pictures that are
   * trained as often as their repeats say; of those for regularisation as many in all as of the
   * others. They are taken in order, each with its repeats, until that is reached; those left over
   * are not shown. If all together are too few, each is shown once more in turn.
   */
  public List<Shown> shown() {
    Balance balance = new Balance();
    List<Shown> shown = new ArrayList<>();
    for (Concept concept : concepts) {
      for (Picture picture : concept.pictures()) {
        int times = concept.regularisation() ? balance.next(concept.repeats()) : concept.repeats();
        if (times > 0) {
          shown.add(new Shown(concept, picture, times));
        }
      }
    }
    return List.copyOf(shown);
  }

  /** Pictures shown in one epoch. */
  public int samplesPerEpoch() {
    return shown().stream().mapToInt(Shown::times).reduce(0, Math::addExact);
  }

  /** Tells one regularisation picture after another how often it is shown. */
  private final class Balance {
    private final int wanted = samples(false);
    private final int missing = Math.max(0, wanted - samples(true));
    private final int pictures =
        concepts.stream()
            .filter(Concept::regularisation)
            .mapToInt(concept -> concept.pictures().size())
            .sum();
    private int taken;
    private int asked;

    /** The picture with which the number is reached keeps its repeats, as there. */
    int next(int repeats) {
      if (taken >= wanted) {
        return 0;
      }
      taken += repeats;
      int once = asked < missing % pictures ? 1 : 0;
      asked++;
      return repeats + missing / pictures + once;
    }
  }
}
