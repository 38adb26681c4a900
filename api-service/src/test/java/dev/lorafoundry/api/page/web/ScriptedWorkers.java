package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.messaging.work.HttpWorkDesk;
import dev.lorafoundry.messaging.work.KafkaEventPublisher;
import dev.lorafoundry.messaging.work.Rhythm;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.messaging.work.WorkLoop;
import dev.lorafoundry.messaging.work.WorkerSelf;
import dev.lorafoundry.messaging.work.Workshop;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Servers;
import dev.lorafoundry.testkit.Unique;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** One worker of each kind, which behave as real ones towards the API and compute nothing. */
final class ScriptedWorkers implements AutoCloseable {
  private static final Rhythm QUICK =
      new Rhythm(
          Duration.ofMillis(300),
          Duration.ofMillis(500),
          Duration.ofMillis(200),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  private final KafkaSettings kafka = KafkaSettings.of(Servers.kafka().bootstrapServers());
  private final MessageSender sender = MessageSender.to(kafka, Unique.name("scripted"));
  private final Workshop shop;
  private final List<WorkLoop> loops = new ArrayList<>();

  ScriptedWorkers(URI api) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    this.shop =
        new Workshop(
            new HttpWorkDesk(api, TestApi.WORKER_TOKEN, Duration.ofSeconds(10)),
            new KafkaEventPublisher(sender, new MessageCodec()),
            new DeadLetters(sender, meters),
            meters,
            InstantSource.system(),
            QUICK);
  }

  ScriptedWorkers start(ObjectStore store) {
    start(new ScriptedPreparation(store));
    start(new ScriptedTraining(store));
    start(new ScriptedPreview(store));
    start(new ScriptedLoraTask(store));
    return this;
  }

  private void start(Trade<?> trade) {
    WorkerId id = new WorkerId(Unique.name("scripted"));
    loops.add(WorkLoop.start(trade, new WorkerSelf(id, "scripted", null, "test"), shop, kafka));
  }

  @Override
  public void close() {
    loops.forEach(WorkLoop::close);
    sender.close();
  }
}
