package dev.lorafoundry.messaging.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.TopicSettings;
import dev.lorafoundry.messaging.Topics;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.testkit.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole way from the jobs topic to the events topic, on a real broker. */
final class KafkaWorkIT {
  private static final KafkaSettings KAFKA = KafkaSettings.of(Servers.kafka().bootstrapServers());
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final WorkExample example = new WorkExample();
  private final MessageCodec codec = new MessageCodec();
  private final MessageSender sender = MessageSender.to(KAFKA, "test");
  private final List<WorkLoop> loops = new ArrayList<>();

  @BeforeAll
  static void prepareTopics() {
    // why: twice, since every process does it at every start
    Topics.prepare(KAFKA, TopicSettings.DEFAULTS, Set.of(WorkKind.values()));
    Topics.prepare(KAFKA, TopicSettings.DEFAULTS, Set.of(WorkKind.values()));
  }

  @AfterEach
  void close() {
    loops.forEach(WorkLoop::close);
    sender.close();
  }

  private void startWorker(String name) {
    Workshop shop =
        new Workshop(
            example.desk,
            new KafkaEventPublisher(sender, codec),
            new DeadLetters(sender, example.meters),
            example.meters,
            example.clock,
            WorkExample.QUICK);
    WorkerSelf self = new WorkerSelf(new WorkerId(name), "cpu", null, "test");
    loops.add(WorkLoop.start(example.trade, self, shop, KAFKA));
  }

  private void offer(byte[] message) {
    sender.send(new ProducerRecord<>(WorkKind.PREPARATION.jobsTopic(), message));
  }

  @Test
  void everyJobIsDoneOnceAndItsEventsArrive() {
    // why: offered before the first worker is there
    List<PreparationJob> jobs = Stream.generate(ScriptedTrade::job).limit(6).toList();
    jobs.forEach(job -> offer(codec.write(job)));
    example.trade.script =
        (job, attempt) -> {
          attempt.publish(header -> new PreparationEvent.Finished(job.id(), header, 3, 0));
          return new Outcome.Done();
        };

    startWorker("w1");
    startWorker("w2");

    await().atMost(PATIENCE).until(() -> example.trade.performed.size() >= 6);
    assertThat(example.trade.performed).containsExactlyInAnyOrderElementsOf(jobs);
    await().atMost(PATIENCE).until(() -> example.attempts("done") == 6);
    assertThat(read(WorkKind.PREPARATION.eventsTopic(), TopicSettings.DEFAULTS.eventPartitions()))
        .extracting(record -> codec.readEvent(record.value(), WorkKind.PREPARATION).work().value())
        .containsAll(jobs.stream().map(job -> job.id().value()).toList());
  }

  @Test
  void aJobMayNameThousandsOfPictures() {
    PreparationJob small = ScriptedTrade.job();
    List<PreparationJob.Original> originals =
        IntStream.range(0, 5_000)
            .mapToObj(
                index ->
                    new PreparationJob.Original(
                        PictureId.random(), index, "x".repeat(900), "key" + index, "00"))
            .toList();
    PreparationJob large =
        new PreparationJob(
            small.id(), small.dispatch(), small.version(), small.settings(), originals);
    offer(codec.write(large));

    startWorker("w1");

    await().atMost(PATIENCE).until(() -> example.trade.performed.contains(large));
  }

  @Test
  void aJobComesAgainAfterTheApiWasAway() {
    startWorker("w1");
    await().atMost(PATIENCE).until(() -> !example.desk.reports.isEmpty());
    example.desk.reachable = false;
    PreparationJob job = ScriptedTrade.job();
    offer(codec.write(job));
    await().atMost(PATIENCE).until(() -> example.offers("unreachable") > 0);

    example.desk.reachable = true;

    await().atMost(PATIENCE).until(() -> example.trade.performed.contains(job));
    assertThat(example.trade.performed).containsOnlyOnce(job);
  }

  @Test
  void theUnreadableIsPutByAndTheNextJobDone() {
    byte[] poison = "{\"id\": 7".getBytes(UTF_8);
    PreparationJob job = ScriptedTrade.job();
    offer(poison);
    offer(codec.write(job));

    startWorker("w1");

    await().atMost(PATIENCE).until(() -> example.trade.performed.contains(job));
    assertThat(read(Topics.deadLetters(WorkKind.PREPARATION.jobsTopic()), 1))
        .anySatisfy(
            letter -> {
              assertThat(letter.value()).isEqualTo(poison);
              assertThat(
                      new String(
                          letter.headers().lastHeader("kafka_dlt-exception-message").value(),
                          UTF_8))
                  .contains("can't be read as PreparationJob");
            });
  }

  @Test
  void aClosedWorkerLeavesItsWorkAndTheRestToOthers() {
    PreparationJob first = ScriptedTrade.job();
    PreparationJob second = ScriptedTrade.job();
    example.trade.script =
        (job, attempt) -> {
          if (job.equals(second)) {
            return new Outcome.Done();
          }
          await().until(() -> attempt.command() == Command.DRAIN);
          return new Outcome.GivenBack("The worker ends.", null);
        };
    startWorker("w1");
    offer(codec.write(first));
    await().atMost(PATIENCE).until(() -> example.trade.performed.contains(first));
    offer(codec.write(second));

    loops.get(0).close();
    startWorker("w2");

    await().atMost(PATIENCE).until(() -> example.trade.performed.contains(second));
    assertThat(example.desk.releases).hasSize(1);
    assertThat(example.trade.performed).containsOnlyOnce(first, second);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int partitions) {
    List<TopicPartition> all = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      all.add(new TopicPartition(topic, i));
    }
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            KAFKA.client("reader"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      var ends = consumer.endOffsets(all);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                return ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
              });
    }
    return found;
  }
}
