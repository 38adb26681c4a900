package dev.lorafoundry.api.dataset;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which tags captions have, and how many of them have each. */
public final class TagCounts {
  private final Map<String, Integer> pictures;

  /**
   * A tag.
   *
   * @param pictures whose captions have it
   */
  public record TagCount(String tag, int pictures) {}

  private TagCounts(Map<String, Integer> pictures) {
    this.pictures = Map.copyOf(pictures);
  }

  static TagCounts of(Collection<Caption> captions) {
    Map<String, Integer> pictures = new HashMap<>();
    captions.forEach(
        caption -> caption.tags().forEach(tag -> pictures.merge(tag, 1, Integer::sum)));
    return new TagCounts(pictures);
  }

  /** How many captions have the tag. */
  int pictures(String tag) {
    return pictures.getOrDefault(tag, 0);
  }

  /** All tags, those of the most pictures first. */
  public List<TagCount> byFrequency() {
    return pictures.entrySet().stream()
        .map(each -> new TagCount(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingInt(TagCount::pictures).reversed().thenComparing(TagCount::tag))
        .toList();
  }
}
