package dev.lorafoundry.testkit;

import dev.lorafoundry.testkit.server.S3Server;
import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/** An S3 server in a container: the image that deploy/compose uses. */
final class S3Container implements S3Server {
  private static final int PORT = 9000;
  private static final String KEY = "lora-foundry";
  private static final String SECRET = "lora-foundry-secret";
  private static final String CONFIG =
      """
      {"identities": [{"name": "lora-foundry",
        "credentials": [{"accessKey": "%s", "secretKey": "%s"}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}
      """
          .formatted(KEY, SECRET);

  private final GenericContainer<?> container =
      new GenericContainer<>("chrislusf/seaweedfs:3.97")
          .withCopyToContainer(Transferable.of(CONFIG), "/etc/s3.json")
          .withCommand("server", "-dir=/data", "-s3", "-s3.port=" + PORT, "-s3.config=/etc/s3.json")
          .withExposedPorts(PORT)
          .waitingFor(Wait.forHttp("/status").forPort(PORT));

  S3Container() {
    container.start();
  }

  @Override
  public URI endpoint() {
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
  }

  @Override
  public String accessKey() {
    return KEY;
  }

  @Override
  public String secretKey() {
    return SECRET;
  }

  @Override
  public void close() {
    container.stop();
  }
}
