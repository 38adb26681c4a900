package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.Choice;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the jobs of a run: {@code <base>-bs-…-ep-…-op-…-lr-…-net-…-ap-…}, with st for steps in the
 * place of epochs where these decide, then a fragment for every other setting that varies in the
 * run, then a number if the version has that name already. Safe as a file name.
 */
final class JobNames {
  /** Fragments that every name has, in this order. */
  private static final Map<String, String> ALWAYS =
      ordered(
          "batchSize",
          "bs",
          "epochs",
          "ep",
          "optimizer",
          "op",
          "learningRate",
          "lr",
          "rank",
          "net",
          "alpha",
          "ap");

  /** Fragments of settings that vary. */
  private static final Map<String, String> VARIED =
      ordered(
          "unetLearningRate",
          "ulr",
          "textEncoderLearningRate",
          "tlr",
          "textEncoder2LearningRate",
          "tlr2",
          "weightDecay",
          "wd",
          "beta1",
          "b1",
          "beta2",
          "b2",
          "epsilon",
          "eps",
          "maxGradNorm",
          "mgn",
          "scheduler",
          "sch",
          "warmup",
          "wu",
          "stepRules",
          "rules",
          "train",
          "tr",
          "startFrom",
          "from",
          "ranksFromStart",
          "rfs",
          "mergeBefore",
          "merge",
          "mergeMultipliers",
          "mm",
          "vae",
          "vae",
          "minSnrGamma",
          "snr",
          "maskedLoss",
          "mask",
          "minTimestep",
          "tmin",
          "maxTimestep",
          "tmax",
          "clipSkip",
          "cs",
          "maxTokenLength",
          "mtl",
          "gradientAccumulationSteps",
          "ga",
          "seed",
          "seed",
          "precision",
          "mp",
          "gradientCheckpointing",
          "gc",
          "saveEveryEpochs",
          "se",
          "saveEverySteps",
          "ss",
          "savePrecision",
          "sp");

  /** Stands in the place of the epochs, where it says how long a job is. */
  private static final String STEPS = "maxSteps";

  private static final int LONGEST_PART = 80;

  private final Set<String> taken;

  /**
   * @param taken names that the version has already
   */
  JobNames(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /**
   * The name of the next job; never one that was given before.
   *
   * @param baseModel file name of the base model, without extension
   * @param varied settings that have several values in this run
   */
  String next(String baseModel, TrainingSettings settings, Set<String> varied) {
    String wanted = plain(baseModel, settings, varied);
    String name = wanted;
    for (int number = 2; !taken.add(name); number++) {
      name = wanted + "-" + number;
    }
    return name;
  }

  private static String plain(String baseModel, TrainingSettings settings, Set<String> varied) {
    Map<String, Object> values = SettingsCatalogue.TRAINING.valuesOf(settings);
    StringBuilder name = new StringBuilder(shortened(safe(baseModel)));
    boolean bySteps = values.get(STEPS) != null;
    ALWAYS.forEach(
        (setting, fragment) -> {
          if (bySteps && setting.equals("epochs")) {
            append(name, "st", STEPS, values);
          } else {
            append(name, fragment, setting, values);
          }
        });
    varied.stream()
        .filter(setting -> !ALWAYS.containsKey(setting) && !setting.equals(STEPS))
        .forEach(setting -> append(name, VARIED.getOrDefault(setting, setting), setting, values));
    return name.toString();
  }

  private static void append(
      StringBuilder name, String fragment, String setting, Map<String, Object> values) {
    String value = text(setting, values.get(setting));
    name.append('-').append(fragment).append('-').append(shortened(safe(value)));
  }

  /** The value of a setting, as people read it. */
  static String text(String setting, @Nullable Object value) {
    if (value == null) {
      return "none";
    }
    if (value instanceof Double number) {
      return setting.equals("alpha") ? PythonText.shortOf(number) : PythonText.of(number);
    }
    return value instanceof Choice choice ? choice.label() : value.toString();
  }

  /**
   * Spaces go, dots become underscores, and so does everything that a file name had better lack.
   */
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .filter(each -> !Character.isWhitespace(each))
        .map(each -> allowed(each) ? each : '_')
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static boolean allowed(int each) {
    return Character.isLetterOrDigit(each) || "-_+".indexOf(each) >= 0;
  }

  private static String shortened(String part) {
    int length = part.codePointCount(0, part.length());
    return length <= LONGEST_PART
        ? part
        : part.substring(0, part.offsetByCodePoints(0, LONGEST_PART));
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
