package dev.lorafoundry.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.SendFailed;
import dev.lorafoundry.messaging.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class OutboxRelayTest {
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<byte[], byte[]>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
          return record.value().length > Topics.LARGEST_MESSAGE
              ? CompletableFuture.failedFuture(new RecordTooLargeException("too large"))
              : super.send(record);
        }
      };
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Rows rows = new Rows();
  private final OutboxRelay relay = new OutboxRelay(rows, new MessageSender(kafka), meters);

  /** An outbox on the heap. */
  private static final class Rows implements Outbox {
    final List<OutboxMessage> waiting = new ArrayList<>();
    final Map<Long, String> aside = new HashMap<>();

    void add(int id) {
      waiting.add(new OutboxMessage(id, "jobs", "k" + id, ("m" + id).getBytes(UTF_8)));
    }

    @Override
    public int takeOff(int atMost, Consumer<List<OutboxMessage>> sender) {
      List<OutboxMessage> oldest =
          List.copyOf(waiting.subList(0, Math.min(atMost, waiting.size())));
      sender.accept(oldest);
      waiting.removeAll(oldest);
      return oldest.size();
    }

    @Override
    public void setAside(OutboxMessage message, String why) {
      aside.put(message.id(), why);
    }
  }

  @Test
  void countsFromZero() {
    for (String name : List.of("sent", "failures", "set.aside")) {
      assertThat(meters.get("lora.foundry.outbox." + name).counter().count()).as(name).isZero();
    }
  }

  @Test
  void sendsAllInOrder() {
    for (int id = 0; id < 250; id++) {
      rows.add(id);
    }

    relay.relay();

    assertThat(rows.waiting).isEmpty();
    assertThat(kafka.history()).hasSize(250);
    for (int id = 0; id < 250; id++) {
      assertThat(kafka.history().get(id).value()).isEqualTo(("m" + id).getBytes(UTF_8));
      assertThat(kafka.history().get(id).key()).isEqualTo(("k" + id).getBytes(UTF_8));
    }
    assertThat(meters.get("lora.foundry.outbox.sent").counter().count()).isEqualTo(250);
  }

  @Test
  void keepsWhatKafkaDidNotTake() {
    rows.add(1);
    kafka.sendException = new TimeoutException("no broker");

    assertThatThrownBy(relay::relay)
        .isInstanceOf(SendFailed.class)
        .hasMessageContaining("jobs")
        .hasMessageContaining("no broker");

    assertThat(rows.waiting).hasSize(1);
    assertThat(meters.get("lora.foundry.outbox.failures").counter().count()).isEqualTo(1);
  }

  @Test
  void setsAsideWhatCanNeverBeSentAndSendsTheRest() {
    rows.add(1);
    rows.waiting.add(new OutboxMessage(2, "jobs", "k2", new byte[Topics.LARGEST_MESSAGE + 1]));
    rows.add(3);

    relay.relay();

    assertThat(rows.waiting).isEmpty();
    assertThat(rows.aside).containsOnlyKeys(2L);
    assertThat(rows.aside.get(2L)).contains("16,777,217").contains("16,777,216");
    assertThat(meters.get("lora.foundry.outbox.set.aside").counter().count()).isEqualTo(1);
    assertThat(kafka.history())
        .extracting(record -> new String(record.value(), UTF_8))
        .contains("m1", "m3");
  }

  @Test
  void sendsNothingWhereNothingWaits() {
    relay.relay();

    assertThat(kafka.history()).isEmpty();
  }
}
