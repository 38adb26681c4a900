package dev.lorafoundry.api.loratask;

import static dev.lorafoundry.api.job.JobExample.NOON;

import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Builds LoRA tasks. */
public final class LoraTaskExample {
  private LoraTaskExample() {}

  /** A merge that was just asked for. */
  public static LoraTask task(VersionId version) {
    return LoraTask.asked(
        new LoraTask.Ticket(
            LoraTaskId.random(),
            version,
            "both",
            List.of(source("a", 0.5), source("b", -1)),
            SettingsCatalogue.LORA_TASK.read(Map.of("kind", "merge", "rank", 8)),
            NOON));
  }

  private static LoraTaskJob.Source source(String name, double weight) {
    return new LoraTaskJob.Source(
        new LoraReference(UUID.randomUUID(), name + ".safetensors", "jobs/" + name, "00ff"),
        weight);
  }
}
