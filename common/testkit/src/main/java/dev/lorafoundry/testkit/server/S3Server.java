package dev.lorafoundry.testkit.server;

import java.net.URI;

/** A running S3 server that checks signatures. */
public interface S3Server extends AutoCloseable {
  URI endpoint();

  String accessKey();

  String secretKey();

  @Override
  void close();
}
