package dev.lorafoundry.api.journey;

import static dev.lorafoundry.api.journey.PlayedWorker.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.testkit.Servers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class UnreadableEventIT {
  @Test
  void isPutByAndTheNextOfItsKeyIsHeard() {
    try (Installation api = new Installation().start();
        PlayedWorker worker = new PlayedWorker("trainer-1", WorkKind.TRAINING, api);
        MessageSender sender =
            MessageSender.to(KafkaSettings.of(Servers.kafka().bootstrapServers()), "garbage")) {
      List<String> jobs = Installation.jobs(api.run(Map.of("seed", 9)));
      TrainingJob job =
          worker.offered(TrainingJob.class, each -> jobs.contains(each.id().toString()));
      worker.claimed(WorkId.of(job.id()), job.dispatch());

      byte[] key = job.id().toString().getBytes(UTF_8);
      sender.send(
          new ProducerRecord<>(
              WorkKind.TRAINING.eventsTopic(), key, "{\"type\":\"nonsense\"}".getBytes(UTF_8)));
      worker.say(
          new TrainingEvent.Failed(
              job.id(), header(1, 1), FailureKind.DIVERGED, "The loss is no number."));

      api.awaitState("/api/v1/jobs/" + job.id(), "failed");
      assertThat(api.get("/api/v1/jobs/" + job.id()).path("reason").asString())
          .isEqualTo("The loss is no number.");
      assertThat(api.count("lora.foundry.dead.letters", "topic", "training-events"))
          .isGreaterThanOrEqualTo(1);
    }
  }
}
