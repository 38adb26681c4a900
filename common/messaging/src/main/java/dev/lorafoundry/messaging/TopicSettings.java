package dev.lorafoundry.messaging;

import java.time.Duration;

/**
 * How topics are made.
 *
 * @param replicas copies of each topic; 0: what the brokers are set to
 * @param eventPartitions parts of an events topic, read side by side by replicas of the API
 * @param keepJobs how long an offer stays in Kafka
 * @param keepEvents how long an event stays in Kafka
 * @param keepDeadLetters how long a dead letter stays in Kafka
 */
public record TopicSettings(
    int replicas,
    int eventPartitions,
    Duration keepJobs,
    Duration keepEvents,
    Duration keepDeadLetters) {
  public static final TopicSettings DEFAULTS =
      new TopicSettings(0, 3, Duration.ofDays(7), Duration.ofDays(7), Duration.ofDays(30));

  public TopicSettings {
    if (replicas < 0 || replicas > Short.MAX_VALUE) {
      throw new IllegalArgumentException(
          "replicas " + replicas + " are not allowed: 1 or more, or 0 for what brokers are set to");
    }
    if (eventPartitions < 1) {
      throw new IllegalArgumentException(
          "event partitions " + eventPartitions + " are not allowed: at least 1");
    }
  }
}
