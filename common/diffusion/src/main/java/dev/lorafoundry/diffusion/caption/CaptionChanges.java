package dev.lorafoundry.diffusion.caption;

import dev.lorafoundry.contracts.settings.CaptionSettings;
import dev.lorafoundry.diffusion.noise.Draws;
import java.util.stream.Collectors;

/**
 * What becomes of a caption each time it is shown, in the order of sd-scripts' {@code
 * process_caption}: it gets its prefix and suffix; it is dropped as a whole; one of its lines is
 * taken, and one word of each {@code {a|b}}; its tags become fewer, shuffled, dropped; secondary
 * separators become separators. A dropped caption is empty, without its prefix.
 *
 * <p>In sd-scripts captions whose text states were computed beforehand are shown as they are
 * written; here that changes nothing, for the service alone decides what is computed when. And
 * where there the first batches of an epoch are dropped and warmed up as those before, here every
 * batch is shown at its own moment.
 */
public final class CaptionChanges {
  private static final String LINE = "\n";

  private final CaptionSettings settings;
  private final TagChanges tags;

  /**
   * @param totalSteps optimiser steps of the whole training
   */
  public CaptionChanges(CaptionSettings settings, long totalSteps) {
    this.settings = settings;
    tags = new TagChanges(settings, totalSteps);
  }

  /** Whether a caption is not always shown in the same way. */
  public boolean vary() {
    return settings.enableWildcard()
        || settings.captionDropoutRate() > 0
        || settings.captionDropoutEveryEpochs() > 0
        || tags.any();
  }

  /**
   * What of a text is a caption: its first line, as sd-scripts reads {@code .txt} files, or with
   * wildcards all its lines that are not blank.
   */
  public String captionOf(String text) {
    return settings.enableWildcard()
        ? text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining(LINE))
        : text.lines().findFirst().orElse("").strip();
  }

  /**
   * The caption as it is shown.
   *
   * @param caption {@linkplain #captionOf as it was read}
   */
  public String shown(String caption, Moment moment, Draws draws) {
    String whole = between(settings.captionPrefix(), caption, settings.captionSuffix());
    if (isDropped(moment, draws)) {
      return "";
    }
    String line =
        settings.enableWildcard() ? Wildcards.chosen(oneLine(whole, draws), draws) : whole;
    String changed = tags.any() ? tags.changed(line, moment.step(), draws) : line;
    return settings.secondarySeparator().isEmpty()
        ? changed
        : changed.replace(settings.secondarySeparator(), settings.captionSeparator());
  }

  private static String between(String prefix, String caption, String suffix) {
    String begun = prefix.isEmpty() ? caption : prefix + " " + caption;
    return suffix.isEmpty() ? begun : begun + " " + suffix;
  }

  private boolean isDropped(Moment moment, Draws draws) {
    double rate = settings.captionDropoutRate();
    int epochs = settings.captionDropoutEveryEpochs();
    boolean drawn = rate > 0 && draws.uniform() < rate;
    return drawn || (epochs > 0 && moment.epoch() % epochs == 0);
  }

  private static String oneLine(String caption, Draws draws) {
    String[] lines = caption.split(LINE, -1);
    return lines.length == 1 ? caption : lines[draws.between(0, lines.length)];
  }
}
