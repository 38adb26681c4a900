package dev.lorafoundry.api.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change of the tags of captions, in each of their lines. Lines whose tags stay the same stay as
 * they are written.
 */
public sealed interface TagChange extends CaptionChange {
  /** The new tags of a line. */
  List<String> change(List<String> tags);

  @Override
  default String apply(String caption) {
    return CaptionChange.eachLine(caption, this::changed);
  }

  private String changed(String line) {
    List<String> before = Tags.of(line);
    List<String> after = change(before);
    return after.equals(before) ? line : Tags.joined(after);
  }

  /** Tags that are not there yet go behind the others. */
  record Add(List<String> added) implements TagChange {
    public Add {
      added = List.copyOf(added);
    }

    /**
     * @param text tags, with commas between
     * @throws CaptionRefused if there is none
     */
    public Add(String text) {
      this(Tags.given("text", text));
    }

    @Override
    public List<String> change(List<String> tags) {
      return Stream.concat(tags.stream(), added.stream().filter(tag -> !tags.contains(tag)))
          .toList();
    }
  }

  /** Tags go away wherever they are. */
  record Remove(List<String> removed) implements TagChange {
    public Remove {
      removed = List.copyOf(removed);
    }

    /**
     * @param text tags, with commas between
     * @throws CaptionRefused if there is none
     */
    public Remove(String text) {
      this(Tags.given("text", text));
    }

    @Override
    public List<String> change(List<String> tags) {
      return tags.stream().filter(tag -> !removed.contains(tag)).toList();
    }
  }

  /** One tag becomes others, at its place and but once in a line; or none. */
  record Exchange(String search, List<String> others) implements TagChange {
    public Exchange {
      others = List.copyOf(others);
    }

    /**
     * @param text tags, with commas between; may be empty
     * @throws CaptionRefused if what is searched is not one tag
     */
    public Exchange(String search, String text) {
      this(Tags.one("search", search), Tags.known(text));
    }

    @Override
    public List<String> change(List<String> tags) {
      if (!tags.contains(search)) {
        return tags;
      }
      return tags.stream()
          .flatMap(tag -> tag.equals(search) ? others.stream() : Stream.of(tag))
          .distinct()
          .toList();
    }
  }

  /** Tags go before all others, from where they are or as new ones. */
  record First(List<String> first) implements TagChange {
    public First {
      first = List.copyOf(first);
    }

    /**
     * @param text tags, with commas between
     * @throws CaptionRefused if there is none
     */
    public First(String text) {
      this(Tags.given("text", text));
    }

    @Override
    public List<String> change(List<String> tags) {
      LinkedHashSet<String> sorted = new LinkedHashSet<>(first);
      List<String> rest = tags.stream().filter(tag -> !sorted.contains(tag)).toList();
      return Stream.concat(sorted.stream(), rest.stream()).toList();
    }
  }

  /** In which order tags are. */
  enum Order {
    ALPHABETICAL,
    /** Those of the most pictures first. */
    FREQUENCY;

    private Comparator<String> comparator(TagCounts counts) {
      Comparator<String> byName =
          String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());
      return this == ALPHABETICAL
          ? byName
          : Comparator.comparingInt((String tag) -> -counts.pictures(tag)).thenComparing(byName);
    }
  }

  /**
   * Tags are put in order.
   *
   * @param keep how many of the first ones of a line stay where they are, such as a trigger word
   */
  record Sort(Order order, int keep, TagCounts counts) implements TagChange {
    public Sort {
      if (keep < 0) {
        throw new CaptionRefused("keep %d is not allowed: use 0 or more.".formatted(keep));
      }
    }

    public Sort(Order order, int keep) {
      this(order, keep, TagCounts.of(List.of()));
    }

    @Override
    public Sort among(TagCounts tags) {
      return new Sort(order, keep, tags);
    }

    @Override
    public List<String> change(List<String> tags) {
      int kept = Math.min(keep, tags.size());
      List<String> sorted = new ArrayList<>(tags.subList(0, kept));
      tags.subList(kept, tags.size()).stream()
          .sorted(order.comparator(counts))
          .forEach(sorted::add);
      return List.copyOf(sorted);
    }
  }
}
