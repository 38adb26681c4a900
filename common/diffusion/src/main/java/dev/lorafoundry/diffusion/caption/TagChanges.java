package dev.lorafoundry.diffusion.caption;

import dev.lorafoundry.contracts.settings.CaptionSettings;
import dev.lorafoundry.diffusion.noise.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of a caption's tags: some stay in their place; of the others only the first are
 * shown during the warm-up, they are shuffled, and each may be dropped.
 */
final class TagChanges {
  /** Whatever stood between the tags, as in sd-scripts. */
  private static final String JOINT = ", ";

  private final CaptionSettings settings;
  private final double warmup;

  TagChanges(CaptionSettings settings, long totalSteps) {
    this.settings = settings;
    double steps = settings.tokenWarmupSteps();
    warmup = steps < 1 ? Math.floor(steps * totalSteps) : steps;
  }

  /** Whether anything becomes of them; otherwise captions stay as they are, spaces and all. */
  boolean any() {
    return settings.shuffleCaption() || warmup > 0 || settings.captionTagDropoutRate() > 0;
  }

  /**
   * @param step optimiser steps that were done before
   */
  String changed(String caption, long step, Draws draws) {
    Parts parts = parts(caption);
    List<String> loose = new ArrayList<>(warmedUp(parts.loose(), step));
    if (settings.shuffleCaption()) {
      draws.shuffle(loose);
    }
    double rate = settings.captionTagDropoutRate();
    List<String> left =
        rate > 0 ? loose.stream().filter(tag -> draws.uniform() >= rate).toList() : loose;
    return Stream.of(parts.head(), left, parts.tail())
        .flatMap(List::stream)
        .collect(Collectors.joining(JOINT));
  }

  /**
   * Tags of a caption.
   *
   * @param head stay before the loose ones
   * @param tail stay behind them
   */
  private record Parts(List<String> head, List<String> loose, List<String> tail) {}

  private Parts parts(String caption) {
    String mark = settings.keepTokensSeparator();
    return !mark.isEmpty() && caption.contains(mark) ? marked(caption, mark) : counted(caption);
  }

  private Parts marked(String caption, String mark) {
    String[] parts = caption.split(Pattern.quote(mark), 3);
    return new Parts(
        withoutEmpty(parts[0]),
        withoutEmpty(parts[1]),
        parts.length == 3 ? withoutEmpty(parts[2]) : List.of());
  }

  private Parts counted(String caption) {
    List<String> all = tags(caption.strip());
    int kept = Math.min(settings.keepTokens(), all.size());
    return new Parts(all.subList(0, kept), all.subList(kept, all.size()), List.of());
  }

  private List<String> withoutEmpty(String part) {
    return tags(part).stream().filter(tag -> !tag.isEmpty()).toList();
  }

  private List<String> tags(String part) {
    String[] tags = part.split(Pattern.quote(settings.captionSeparator()), -1);
    return Arrays.stream(tags).map(String::strip).toList();
  }

  /** why: in floating point, and in this order, so that it rounds as Python does */
  private List<String> warmedUp(List<String> tags, long step) {
    if (step >= warmup) {
      return tags;
    }
    int least = settings.tokenWarmupMin();
    double more = Math.floor(step * ((tags.size() - least) / warmup));
    return tags.subList(0, Math.min(tags.size(), Math.max(0, (int) more + least)));
  }
}
