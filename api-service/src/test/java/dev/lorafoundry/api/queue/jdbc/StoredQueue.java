package dev.lorafoundry.api.queue.jdbc;

import dev.lorafoundry.api.queue.Chronicle;
import dev.lorafoundry.api.queue.Works;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queue in a database, for tests that have several. */
public final class StoredQueue {
  private StoredQueue() {}

  public static Works works(JdbcClient jdbc) {
    return new JdbcWorks(jdbc);
  }

  public static Chronicle chronicle(JdbcClient jdbc) {
    return new JdbcChronicle(jdbc);
  }
}
