package dev.lorafoundry.testkit.server;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server in this process (S3Proxy) that keeps buckets as folders and objects as files. */
public final class EmbeddedS3 implements S3Server {
  private final S3Proxy proxy;
  private final String accessKey;
  private final String secretKey;

  private EmbeddedS3(S3Proxy proxy, String accessKey, String secretKey) {
    this.proxy = proxy;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /**
   * Starts it on what the folder holds already.
   *
   * @param port 0 for any free one
   * @throws ServerDidNotStart if the port is taken or the folder can't be used
   */
  public static EmbeddedS3 start(Path data, int port, String accessKey, String secretKey) {
    int free = Ports.claim("the S3 server", port);
    try {
      Files.createDirectories(data);
      S3Proxy proxy =
          S3Proxy.builder()
              .blobStore(new FilesystemNio2BlobStore(data.toString()))
              .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
              .endpoint(URI.create("http://127.0.0.1:" + free))
              .build();
      proxy.start();
      return new EmbeddedS3(proxy, accessKey, secretKey);
    } catch (Exception e) {
      throw new ServerDidNotStart("the S3 server did not start in " + data + ": " + e, e);
    }
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @Override
  public String accessKey() {
    return accessKey;
  }

  @Override
  public String secretKey() {
    return secretKey;
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not stop: " + e, e);
    }
  }
}
