package dev.lorafoundry.testkit;

import dev.lorafoundry.testkit.server.KafkaServer;
import dev.lorafoundry.testkit.server.PostgresServer;
import dev.lorafoundry.testkit.server.S3Server;
import org.testcontainers.DockerClientFactory;

/** Starts the servers of tests by Testcontainers; refuses with what to do if there is no Docker. */
final class Containers {
  private Containers() {}

  static PostgresServer postgres() {
    requireDocker();
    return new PostgresContainer();
  }

  static KafkaServer kafka() {
    requireDocker();
    return new KafkaContainer();
  }

  static S3Server s3() {
    requireDocker();
    return new S3Container();
  }

  private static void requireDocker() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "-Dinfra=containers needs Docker and none answers: start it, or leave the option out");
    }
  }
}
