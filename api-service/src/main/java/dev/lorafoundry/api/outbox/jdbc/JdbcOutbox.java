package dev.lorafoundry.api.outbox.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.outbox.Outbox;
import dev.lorafoundry.messaging.outbox.OutboxMessage;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox in PostgreSQL. One replica empties it at a time, so that the order stays. */
@Component
final class JdbcOutbox implements Outbox {
  private final JdbcClient jdbc;
  private final WorkQueue queue;
  private final TransactionTemplate transactions;

  JdbcOutbox(JdbcClient jdbc, WorkQueue queue, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.queue = queue;
    this.transactions = new TransactionTemplate(transactions);
  }

  @Override
  public int takeOff(int atMost, Consumer<List<OutboxMessage>> sender) {
    Integer sent = transactions.execute(status -> takeTurn() ? send(atMost, sender) : 0);
    return sent == null ? 0 : sent;
  }

  private boolean takeTurn() {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('outbox'))")
        .query(Boolean.class)
        .single();
  }

  private int send(int atMost, Consumer<List<OutboxMessage>> sender) {
    List<OutboxMessage> oldest =
        jdbc.sql("select id, topic, key, value from outbox order by id limit :limit")
            .param("limit", atMost)
            .query(
                (row, number) ->
                    new OutboxMessage(
                        row.getLong("id"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getString("value").getBytes(UTF_8)))
            .list();
    if (!oldest.isEmpty()) {
      sender.accept(oldest);
      remove(oldest);
    }
    return oldest.size();
  }

  /** The message itself stays with its work, which fails. */
  @Override
  public void setAside(OutboxMessage message, String why) {
    queue.refuse(work(message), why + " Make it smaller, for example by fewer pictures.");
  }

  private static WorkId work(OutboxMessage offer) {
    WorkKind kind =
        Arrays.stream(WorkKind.values())
            .filter(each -> each.jobsTopic().equals(offer.topic()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException(offer.topic() + " is for no kind of work"));
    return new WorkId(kind, UUID.fromString(offer.key()));
  }

  private void remove(List<OutboxMessage> sent) {
    jdbc.sql("delete from outbox where id in (:ids)")
        .param("ids", sent.stream().map(OutboxMessage::id).toList())
        .update();
  }
}
