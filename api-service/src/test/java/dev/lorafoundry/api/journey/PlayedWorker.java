package dev.lorafoundry.api.journey;

import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.Topics;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.work.ClaimAnswer;
import dev.lorafoundry.messaging.work.HttpWorkDesk;
import dev.lorafoundry.messaging.work.KafkaEventPublisher;
import dev.lorafoundry.testkit.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A worker whose every step a test decides. */
final class PlayedWorker implements AutoCloseable {
  private static final KafkaSettings KAFKA = KafkaSettings.of(Servers.kafka().bootstrapServers());

  private final WorkerId id;
  private final WorkKind kind;
  private final Installation api;
  private final MessageCodec codec = new MessageCodec();
  private final MessageSender sender = MessageSender.to(KAFKA, "played-worker");
  private final KafkaEventPublisher events = new KafkaEventPublisher(sender, codec);
  private final KafkaShareConsumer<byte[], byte[]> offers;

  PlayedWorker(String id, WorkKind kind, Installation api) {
    this.id = new WorkerId(id);
    this.kind = kind;
    this.api = api;
    Map<String, Object> settings = KAFKA.client(id);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.shareGroup(kind));
    this.offers =
        new KafkaShareConsumer<>(
            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    offers.subscribe(List.of(kind.jobsTopic()));
  }

  /** Says that it is there and idle. */
  void report() {
    desk().report(new WorkerReport(id, Set.of(kind), "played", null, "test", null, false));
  }

  /** The next offered job that matches; offers of other installations are passed by. */
  <J> J offered(Class<J> type, Predicate<J> wanted) {
    Instant end = Instant.now().plus(Installation.PATIENCE);
    while (Instant.now().isBefore(end)) {
      report();
      for (ConsumerRecord<byte[], byte[]> record : offers.poll(Duration.ofMillis(500))) {
        J job = codec.read(record.value(), type);
        if (wanted.test(job)) {
          return job;
        }
      }
    }
    throw new AssertionError("no such offer on " + kind.jobsTopic());
  }

  Lease claimed(WorkId work, DispatchId dispatch) {
    ClaimAnswer answer = claim(work, dispatch);
    if (answer instanceof ClaimAnswer.Granted granted) {
      return granted.lease();
    }
    throw new AssertionError("refused: " + answer);
  }

  ClaimAnswer claim(WorkId work, DispatchId dispatch) {
    return desk().claim(work, new ClaimRequest(id, dispatch, ClaimId.random()));
  }

  /** Whether the lease could be renewed. */
  boolean heartbeat(WorkId work, int epoch) {
    return desk().heartbeat(work, new Heartbeat(id, new LeaseEpoch(epoch), 1, 10)).isPresent();
  }

  /** What the answer to a heartbeat tells it to do. */
  Command commandFor(WorkId work, int epoch) {
    return desk().heartbeat(work, new Heartbeat(id, new LeaseEpoch(epoch), 1, 10)).orElseThrow();
  }

  void say(WorkEvent event) {
    events.publish(event);
  }

  static EventHeader header(int epoch, long sequence) {
    return new EventHeader(new LeaseEpoch(epoch), sequence, Instant.now());
  }

  private HttpWorkDesk desk() {
    return new HttpWorkDesk(api.url(), TestApi.WORKER_TOKEN, Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    offers.close(Duration.ofSeconds(5));
    sender.close();
  }
}
