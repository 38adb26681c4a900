package dev.lorafoundry.api.state;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.objectstore.ObjectKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a training state: {@code jobs/<job>/e<epoch>/state-<step>.safetensors}, or what lies
 * beside it.
 */
record StateFile(int epoch, long step) {
  private static final Pattern NAME =
      Pattern.compile("e([0-9]{1,9})/state-([0-9]{1,18})\\.safetensors(\\.loss\\.json)?");

  /** Where all files of a job lie. */
  static String folder(JobId job) {
    return "jobs/" + job + "/";
  }

  /** Empty for all other files, LoRA files above all. */
  static Optional<StateFile> parse(JobId job, ObjectKey key) {
    String folder = folder(job);
    if (!key.value().startsWith(folder)) {
      return Optional.empty();
    }
    Matcher name = NAME.matcher(key.value().substring(folder.length()));
    return name.matches()
        ? Optional.of(new StateFile(Integer.parseInt(name.group(1)), Long.parseLong(name.group(2))))
        : Optional.empty();
  }
}
