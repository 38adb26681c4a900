package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A worker with everything around it faked. */
final class WorkExample {
  static final WorkerSelf SELF = new WorkerSelf(new WorkerId("w1"), "cpu, 1 thread", null, "test");
  static final Rhythm QUICK =
      new Rhythm(
          Duration.ofMillis(5),
          Duration.ofMillis(5),
          Duration.ofMillis(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20));

  final FakeDesk desk = new FakeDesk();
  final MovedClock clock = new MovedClock();
  final ScriptedTrade trade = new ScriptedTrade();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<WorkEvent> events = new CopyOnWriteArrayList<>();
  final MockProducer<byte[], byte[]> letters =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  final Workshop shop = shop(events::add);

  Workshop shop(EventPublisher publisher) {
    return new Workshop(
        desk, publisher, new DeadLetters(new MessageSender(letters), meters), meters, clock, QUICK);
  }

  double attempts(String end) {
    var timer = meters.find("lora.foundry.worker.attempts").tag("end", end).timer();
    return timer == null ? 0 : timer.count();
  }

  double offers(String answer) {
    var counter = meters.find("lora.foundry.worker.offers").tag("answer", answer).counter();
    return counter == null ? 0 : counter.count();
  }
}
