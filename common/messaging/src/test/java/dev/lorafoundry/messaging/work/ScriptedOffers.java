package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.codec.MessageCodec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A share group of one: an offer that is handed back comes again. */
final class ScriptedOffers implements Offers {
  final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
  final List<String> answers = new CopyOnWriteArrayList<>();
  volatile boolean closed;

  void add(Object message) {
    waiting.add(new MessageCodec().write(message));
  }

  @Override
  public Optional<Offer> next() {
    try {
      return Optional.ofNullable(waiting.poll(10, TimeUnit.MILLISECONDS)).map(Given::new);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void wakeUp() {}

  @Override
  public void close() {
    closed = true;
  }

  Offer offer(byte[] value) {
    return new Given(value);
  }

  private final class Given implements Offer {
    private final byte[] value;

    Given(byte[] value) {
      this.value = value;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> message() {
      return new ConsumerRecord<>(WorkKind.PREPARATION.jobsTopic(), 0, 41, null, value);
    }

    @Override
    public void accept() {
      answers.add("accept");
    }

    @Override
    public void handBack() {
      answers.add("hand back");
      waiting.add(value);
    }
  }
}
