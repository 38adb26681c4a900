package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.queue.WorkState;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** How numbers, sizes, names and states are written for people. */
final class Words {
  private static final Map<String, String> OWN_LABELS =
      Map.of(
          "optimizer", "Optimiser",
          "saveEveryEpochs", "Save every",
          "saveEverySteps", "Save every",
          "unetLearningRate", "U-Net learning rate",
          "minSnrGamma", "Min-SNR gamma",
          "cfgScales", "CFG scales",
          "loraWeights", "LoRA weights",
          "beta1", "Beta 1",
          "beta2", "Beta 2");

  private Words() {}

  /** Such as {@code 1 picture} or {@code 2,000 pictures}. */
  static String count(long number, String thing) {
    return number(number) + " " + thing + (number == 1 ? "" : "s");
  }

  static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  static String bytes(long bytes) {
    if (bytes < 1000) {
      return count(bytes, "byte");
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    double amount = bytes;
    int unit = -1;
    while (amount >= 1000 && unit < units.length - 1) {
      amount /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, amount < 10 ? "%.1f %s" : "%.0f %s", amount, units[unit]);
  }

  /** Memory as GPUs are sold by it. */
  static String memory(long bytes) {
    double mib = bytes / (double) (1 << 20);
    return mib < 1024
        ? String.format(Locale.ROOT, "%.0f MiB", mib)
        : String.format(Locale.ROOT, "%.1f GiB", mib / 1024);
  }

  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }

  /** The label of a setting: its name in words. */
  static String label(String setting) {
    String own = OWN_LABELS.get(setting);
    if (own != null) {
      return own;
    }
    String spaced = setting.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return sentence(spaced);
  }

  /** The text with a capital where it begins. */
  static String sentence(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** A state as people say it. */
  static String state(String state) {
    return Arrays.stream(WorkState.values())
        .filter(each -> each.name().equalsIgnoreCase(state))
        .map(WorkState::words)
        .findFirst()
        .orElse(state);
  }
}
