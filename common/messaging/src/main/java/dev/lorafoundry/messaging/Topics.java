package dev.lorafoundry.messaging;

import dev.lorafoundry.contracts.WorkKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of every kind of work and the share groups of its workers. A jobs topic has one
 * partition: Kafka deals whole partitions to the members of a share group, and a member that works
 * for hours must not sit on one that others could have served.
 */
public final class Topics {
  /**
   * Bytes of the largest message that is sent. why: a preparation names every picture, and Kafka's
   * own limit of 1 MiB is less than two thousand long names.
   */
  public static final int LARGEST_MESSAGE = 16 << 20;

  /** What a record batch may add to its message. */
  private static final int FRAME = 64 << 10;

  /** why: the default is latest, and work offered before the first worker would be passed by. */
  private static final ConfigEntry FROM_THE_START =
      new ConfigEntry("share.auto.offset.reset", "earliest");

  private Topics() {}

  /** The group that all workers of a kind share. */
  public static String shareGroup(WorkKind kind) {
    return kind.jobsTopic() + "-workers";
  }

  /** Where the unusable messages of a topic go. */
  public static String deadLetters(String topic) {
    return topic + ".dlt";
  }

  /**
   * Makes what is missing, sets how long messages are kept, how large they may be and where share
   * groups begin. May be called by every process at every start.
   *
   * @throws TopicsNotReady if Kafka gave no answer or refused
   */
  public static void prepare(
      KafkaSettings kafka, TopicSettings settings, Collection<WorkKind> kinds) {
    Map<NewTopic, Duration> topics = new LinkedHashMap<>();
    kinds.forEach(kind -> addTopics(topics, kind, settings));
    try (Admin admin = kafka.admin()) {
      // why: groups first, lest a waiting worker begin at the end of a topic that just appeared
      await(admin.incrementalAlterConfigs(groups(kinds)).all());
      admin.createTopics(topics.keySet()).values().values().forEach(Topics::awaitCreation);
      await(admin.incrementalAlterConfigs(limits(topics)).all());
    }
  }

  private static void addTopics(
      Map<NewTopic, Duration> topics, WorkKind kind, TopicSettings settings) {
    Duration letters = settings.keepDeadLetters();
    topics.put(topic(kind.jobsTopic(), 1, settings), settings.keepJobs());
    topics.put(
        topic(kind.eventsTopic(), settings.eventPartitions(), settings), settings.keepEvents());
    topics.put(topic(deadLetters(kind.jobsTopic()), 1, settings), letters);
    topics.put(topic(deadLetters(kind.eventsTopic()), 1, settings), letters);
  }

  private static NewTopic topic(String name, int partitions, TopicSettings settings) {
    Optional<Short> replicas =
        settings.replicas() == 0 ? Optional.empty() : Optional.of((short) settings.replicas());
    return new NewTopic(name, Optional.of(partitions), replicas);
  }

  private static Map<ConfigResource, Collection<AlterConfigOp>> groups(Collection<WorkKind> kinds) {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (WorkKind kind : kinds) {
      changes.put(
          new ConfigResource(ConfigResource.Type.GROUP, shareGroup(kind)), set(FROM_THE_START));
    }
    return changes;
  }

  private static Map<ConfigResource, Collection<AlterConfigOp>> limits(
      Map<NewTopic, Duration> topics) {
    ConfigEntry size =
        new ConfigEntry(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_MESSAGE + FRAME));
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    topics.forEach(
        (topic, kept) ->
            changes.put(
                new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                set(
                    new ConfigEntry(
                        TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis())),
                    size)));
    return changes;
  }

  private static Collection<AlterConfigOp> set(ConfigEntry... entries) {
    return Arrays.stream(entries)
        .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
        .toList();
  }

  private static void awaitCreation(KafkaFuture<Void> creation) {
    try {
      await(creation);
    } catch (TopicsNotReady e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static void await(KafkaFuture<Void> answer) {
    try {
      answer.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new TopicsNotReady("topics can't be prepared: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicsNotReady("interrupted while topics were prepared", e);
    }
  }
}
