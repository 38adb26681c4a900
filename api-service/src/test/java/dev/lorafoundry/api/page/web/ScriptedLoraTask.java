package dev.lorafoundry.api.page.web;

import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.Outcome;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;

/** Says that it makes LoRAs of others; one of that name it makes until it is stopped. */
record ScriptedLoraTask(ObjectStore store) implements Trade<LoraTaskJob> {
  static final String ENDLESS = "endless";

  private static final byte[] FILE = {1, 2, 3};

  @Override
  public WorkKind kind() {
    return WorkKind.LORA_TASK;
  }

  @Override
  public Class<LoraTaskJob> jobType() {
    return LoraTaskJob.class;
  }

  @Override
  public Outcome perform(LoraTaskJob job, Attempt attempt) {
    if (job.name().equals(ENDLESS)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> attempt.command() != Command.CONTINUE);
      return new Outcome.GivenBack("stopped", null);
    }
    String key = "loras/%s/e%d/lora.safetensors".formatted(job.id(), attempt.epoch().value());
    store.put(new ObjectKey(key), Content.of(FILE, Content.BINARY));
    attempt.publish(
        header ->
            new LoraTaskEvent.Finished(
                job.id(),
                header,
                key,
                "00ff",
                FILE.length,
                new LoraTaskEvent.Ranks(5, 1, 2, 0.875)));
    return new Outcome.Done();
  }
}
