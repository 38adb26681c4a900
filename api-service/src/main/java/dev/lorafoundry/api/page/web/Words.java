package dev.lorafoundry.api.page.web;

import java.util.Locale;
import java.util.Map;

/** How sizes and names of settings are written for people. */
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

  static Phrase bytes(long bytes) {
    if (bytes < 1000) {
      return Phrase.of("count.bytes", bytes);
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    double amount = bytes;
    int unit = -1;
    while (amount >= 1000 && unit < units.length - 1) {
      amount /= 1000;
      unit++;
    }
    return Phrase.verbatim(
        String.format(Locale.ROOT, amount < 10 ? "%.1f %s" : "%.0f %s", amount, units[unit]));
  }

  /** The English label of a setting: its name in words. */
  static String label(String setting) {
    String own = OWN_LABELS.get(setting);
    if (own != null) {
      return own;
    }
    String spaced = setting.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return spaced.isEmpty()
        ? spaced
        : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }
}
