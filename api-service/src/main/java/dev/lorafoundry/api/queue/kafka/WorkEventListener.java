package dev.lorafoundry.api.queue.kafka;

import dev.lorafoundry.api.queue.EventIntake;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.codec.MessageCodec;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.MessageListener;

/** Takes in what workers say, those of one piece of work in the order in which it was said. */
final class WorkEventListener implements MessageListener<byte[], byte[]> {
  private final EventIntake intake;
  private final MessageCodec codec;

  WorkEventListener(EventIntake intake, MessageCodec codec) {
    this.intake = intake;
    this.codec = codec;
  }

  /** All topics that workers speak on. */
  static String[] topics() {
    return Arrays.stream(WorkKind.values()).map(WorkKind::eventsTopic).toArray(String[]::new);
  }

  @Override
  public void onMessage(ConsumerRecord<byte[], byte[]> record) {
    intake.accept(codec.readEvent(record.value(), kindOf(record.topic())));
  }

  private static WorkKind kindOf(String topic) {
    return Arrays.stream(WorkKind.values())
        .filter(kind -> kind.eventsTopic().equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no work is told of on topic " + topic));
  }
}
