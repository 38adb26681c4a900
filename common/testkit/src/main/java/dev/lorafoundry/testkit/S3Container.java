package dev.lorafoundry.testkit;

import dev.lorafoundry.testkit.server.S3Server;
import java.net.URI;
import org.testcontainers.containers.MinIOContainer;

/** An S3 server in a container. */
final class S3Container implements S3Server {
  private final MinIOContainer container =
      new MinIOContainer("minio/minio:RELEASE.2025-09-07T16-13-09Z");

  S3Container() {
    container.start();
  }

  @Override
  public URI endpoint() {
    return URI.create(container.getS3URL());
  }

  @Override
  public String accessKey() {
    return container.getUserName();
  }

  @Override
  public String secretKey() {
    return container.getPassword();
  }

  @Override
  public void close() {
    container.stop();
  }
}
