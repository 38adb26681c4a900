package dev.lorafoundry.standalone;

import dev.lorafoundry.testkit.server.EmbeddedKafka;
import dev.lorafoundry.testkit.server.EmbeddedPostgres;
import dev.lorafoundry.testkit.server.EmbeddedS3;
import dev.lorafoundry.testkit.server.KafkaServer;
import dev.lorafoundry.testkit.server.PostgresServer;
import dev.lorafoundry.testkit.server.PostgresSetup;
import dev.lorafoundry.testkit.server.PostgresSetup.Durability;
import dev.lorafoundry.testkit.server.S3Server;
import dev.lorafoundry.testkit.server.ServerDidNotStart;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** PostgreSQL, Kafka and the S3 server, started side by side on their folders. */
record Servers(PostgresServer postgres, KafkaServer kafka, S3Server s3) {

  static Servers start(
      StateFolder state, Options.ServerPorts ports, Secrets secrets, Ending ending) {
    // why: threads of a pool of our own find classes as this one does; the common pool's do not
    ExecutorService starters = Executors.newFixedThreadPool(3);
    try {
      var postgres =
          starters.submit(
              () ->
                  ending.start(
                      "PostgreSQL",
                      () ->
                          EmbeddedPostgres.start(
                              new PostgresSetup(
                                  state.postgres(),
                                  state.cache("postgresql"),
                                  ports.postgres(),
                                  secrets.postgresPassword(),
                                  Durability.SAFE))));
      var kafka =
          starters.submit(
              () -> ending.start("Kafka", () -> EmbeddedKafka.start(state.kafka(), ports.kafka())));
      var s3 =
          starters.submit(
              () ->
                  ending.start(
                      "the S3 server",
                      () ->
                          EmbeddedS3.start(
                              state.objects(),
                              ports.s3(),
                              secrets.s3AccessKey(),
                              secrets.s3SecretKey())));
      return new Servers(started(postgres), started(kafka), started(s3));
    } finally {
      starters.shutdown();
    }
  }

  private static <S> S started(Future<S> start) {
    try {
      return start.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ServerDidNotStart refused) {
        throw new StartRefused(refused);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("Interrupted while the servers started", e);
    }
  }
}
