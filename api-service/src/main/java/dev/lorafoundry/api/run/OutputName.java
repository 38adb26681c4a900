package dev.lorafoundry.api.run;

import dev.lorafoundry.api.project.Version;

/**
 * Base name of a version's LoRA files, {@code <project>-<version>}: safe in every file system and
 * as part of an object key, whatever the two are called.
 */
final class OutputName {
  private static final int LONGEST_PART = 60;

  private OutputName() {}

  static String of(Version version) {
    String name = safe(version.projectName()) + "-" + safe(version.name());
    // why: state-100.safetensors is what a worker calls its training state after 100 steps
    return name.matches("state-[0-9]+") ? "_" + name : name;
  }

  private static String safe(String name) {
    String plain = name.strip().replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[.-]+", "_");
    String part = plain.isEmpty() ? "_" : plain;
    return part.length() <= LONGEST_PART ? part : part.substring(0, LONGEST_PART);
  }
}
