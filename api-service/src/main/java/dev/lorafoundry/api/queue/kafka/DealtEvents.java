package dev.lorafoundry.api.queue.kafka;

import dev.lorafoundry.api.queue.Hearing;
import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Notes that Kafka has dealt the events anew, as it does when a replica has come or gone. */
final class DealtEvents implements ConsumerRebalanceListener {
  private final Hearing hearing;

  DealtEvents(Hearing hearing) {
    this.hearing = hearing;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

  /** Called with none, too, where others got them all. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    hearing.begin();
  }
}
