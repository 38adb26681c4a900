package dev.lorafoundry.worker.training;

import java.util.Locale;

/** Names of saved LoRA files, as sd-scripts gives them. */
final class FileNames {
  private static final String EXTENSION = ".safetensors";
  private static final int LONGEST_IN_KEY = 120;

  private FileNames() {}

  /** Of the job's final file: {@code starz-v5.safetensors}. */
  static String last(String outputName) {
    return outputName + EXTENSION;
  }

  /** Of a file in between: {@code starz-v5-000006.safetensors} after six epochs. */
  static String afterEpoch(String outputName, int epoch) {
    return String.format(Locale.ROOT, "%s-%06d%s", outputName, epoch, EXTENSION);
  }

  /** Of a file after a step: {@code starz-v5-step00000100.safetensors}. */
  static String afterStep(String outputName, long step) {
    return String.format(Locale.ROOT, "%s-step%08d%s", outputName, step, EXTENSION);
  }

  static String state(long step) {
    return "state-" + step + EXTENSION;
  }

  /** As it stands in object keys: ASCII only, the end kept, since that makes it unique. */
  static String inKey(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    String end = plain.substring(Math.max(0, plain.length() - LONGEST_IN_KEY));
    return end.startsWith(".") ? "_" + end : end;
  }
}
