package dev.lorafoundry.worker.process;

import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.testkit.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that workers said of trainings. */
final class HeardEvents implements AutoCloseable {
  private final MessageCodec codec = new MessageCodec();
  private final List<TrainingEvent> heard = new ArrayList<>();
  private final KafkaConsumer<byte[], byte[]> consumer;

  HeardEvents(KafkaSettings kafka) {
    Map<String, Object> settings = kafka.client("test");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, Unique.name("test"));
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(WorkKind.TRAINING.eventsTopic()));
  }

  /** What was said of a job until now, of one type. */
  <E extends TrainingEvent> List<E> of(TrainingJob job, Class<E> type) {
    consumer
        .poll(Duration.ofMillis(100))
        .forEach(
            record ->
                heard.add((TrainingEvent) codec.readEvent(record.value(), WorkKind.TRAINING)));
    return heard.stream()
        .filter(event -> event.job().equals(job.id()))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  <E extends TrainingEvent> E last(TrainingJob job, Class<E> type) {
    List<E> all = of(job, type);
    return all.get(all.size() - 1);
  }

  /** The optimiser step that a job is known to have reached. */
  long step(TrainingJob job) {
    return of(job, TrainingEvent.Progressed.class).stream()
        .mapToLong(TrainingEvent.Progressed::step)
        .max()
        .orElse(0);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
