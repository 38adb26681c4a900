package dev.lorafoundry.api.project;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What belongs to versions and has an id of its own, by which it is asked for. */
public enum Belonging {
  PICTURE("pictures"),
  CONCEPT("concepts"),
  PREPARATION("preparations"),
  RUN("runs"),
  JOB("jobs"),
  CHECKPOINT("checkpoints"),
  PREVIEW("previews"),
  LORA_TASK("lora-tasks", "loras");

  private final Set<String> folders;

  Belonging(String... folders) {
    this.folders = Set.of(folders);
  }

  /**
   * The one that addresses name.
   *
   * @param folder in which its id follows
   */
  public static Optional<Belonging> in(String folder) {
    return Arrays.stream(values()).filter(each -> each.folders.contains(folder)).findFirst();
  }
}
