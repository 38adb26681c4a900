package dev.lorafoundry.objectstore;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach an S3 server.
 *
 * @param endpoint where this application reaches it, such as {@code http://s3:9000}
 * @param bucket 3 to 63 small letters, digits, dots and hyphens
 * @param region what signatures name; most servers other than AWS take any
 * @param timeout longest silence within a request
 */
public record ObjectStoreSettings(
    URI endpoint,
    String accessKey,
    String secretKey,
    String bucket,
    String region,
    Duration timeout) {
  public static final String DEFAULT_BUCKET = "lora-foundry";
  public static final String DEFAULT_REGION = "us-east-1";
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

  public ObjectStoreSettings {
    requireHttp("endpoint", endpoint);
    requireText("access key", accessKey);
    requireText("secret key", secretKey);
    requireText("region", region);
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException(
          "object store bucket '"
              + bucket
              + "' is not allowed: 3 to 63 small letters, digits, dots and hyphens");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "object store timeout " + timeout + " is not allowed: it must be longer than 0");
    }
  }

  /** The defaults for all but the address and who asks. */
  public static ObjectStoreSettings of(URI endpoint, String accessKey, String secretKey) {
    return new ObjectStoreSettings(
        endpoint, accessKey, secretKey, DEFAULT_BUCKET, DEFAULT_REGION, DEFAULT_TIMEOUT);
  }

  public ObjectStoreSettings withBucket(String name) {
    return new ObjectStoreSettings(endpoint, accessKey, secretKey, name, region, timeout);
  }

  /** Says all but the secret. */
  @Override
  public String toString() {
    return "ObjectStoreSettings[endpoint=%s, accessKey=%s, bucket=%s, region=%s]"
        .formatted(endpoint, accessKey, bucket, region);
  }

  private static void requireHttp(String what, URI address) {
    if (!("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
      throw new IllegalArgumentException(
          "object store " + what + " '" + address + "' is not allowed: give an http or https URL");
    }
  }

  private static void requireText(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("object store " + what + " is blank: give one");
    }
  }
}
