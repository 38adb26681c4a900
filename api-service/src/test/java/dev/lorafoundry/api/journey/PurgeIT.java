package dev.lorafoundry.api.journey;

import static dev.lorafoundry.api.journey.PlayedWorker.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Training states in a real store, with a real database. */
final class PurgeIT {
  private final Installation api =
      new Installation()
          .with("lora-foundry.queue.lease", "60s")
          .with("lora-foundry.states.purge-every", "200ms")
          .with("lora-foundry.states.kept-after-done", "0s")
          .start();
  private final PlayedWorker trainer = new PlayedWorker("trainer-1", WorkKind.TRAINING, api);

  @AfterEach
  void end() {
    trainer.close();
    api.close();
  }

  @Test
  void leavesTheNewestStateOfATrainingAndNoneOfADoneOne() {
    List<String> jobs = Installation.jobs(api.run(Map.of("seed", 21)));
    TrainingJob job =
        trainer.offered(TrainingJob.class, each -> jobs.contains(each.id().toString()));
    trainer.claimed(WorkId.of(job.id()), job.dispatch());
    trainer.say(new TrainingEvent.Started(job.id(), header(1, 1), 0, 40, 40));
    save(job, 1, 2);
    save(job, 2, 3);

    awaitFiles(
        job,
        "lora-1.safetensors",
        "lora-2.safetensors",
        "state-40.safetensors",
        "state-40.safetensors.loss.json");

    trainer.say(new TrainingEvent.Finished(job.id(), header(1, 4), 0.125, Duration.ofSeconds(2)));

    awaitFiles(job, "lora-1.safetensors", "lora-2.safetensors");
    assertThat(api.get("/api/v1/jobs/" + job.id() + "/checkpoints").path("items")).hasSize(2);
  }

  private void awaitFiles(TrainingJob job, String... names) {
    String folder = "jobs/" + job.id() + "/e1/";
    await()
        .atMost(Installation.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(store().list(folder))
                    .extracting(object -> object.key().name())
                    .containsExactly(names));
  }

  private void save(TrainingJob job, int epoch, long sequence) {
    String folder = "jobs/" + job.id() + "/e1/";
    String lora = folder + "lora-" + epoch + ".safetensors";
    String state = folder + "state-" + 20 * epoch + ".safetensors";
    List.of(lora, state, state + ".loss.json")
        .forEach(key -> store().put(new ObjectKey(key), Content.of(new byte[3], Content.BINARY)));
    trainer.say(
        new TrainingEvent.CheckpointSaved(
            job.id(),
            header(1, sequence),
            CheckpointId.random(),
            "lora-" + epoch + ".safetensors",
            epoch,
            20L * epoch,
            false,
            0.125,
            null,
            lora,
            "00ff",
            3,
            state,
            "00ff"));
  }

  private ObjectStore store() {
    return api.bean(ObjectStore.class);
  }
}
