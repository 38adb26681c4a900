package dev.lorafoundry.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.testkit.Servers;
import dev.lorafoundry.testkit.Unique;
import dev.lorafoundry.testkit.server.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MinioObjectStoreIT extends ObjectStoreContract {
  private static final ObjectKey KEY = ObjectKey.of("shared/a-1.txt");

  private final ObjectStoreSettings settings = newSettings();
  private final MinioObjectStore store = new MinioObjectStore(settings);

  private static ObjectStoreSettings newSettings() {
    S3Server server = Servers.s3();
    return ObjectStoreSettings.of(server.endpoint(), server.accessKey(), server.secretKey())
        .withBucket(Unique.name("store"));
  }

  @BeforeEach
  void makeBucket() {
    store.createBucketIfMissing();
    store.createBucketIfMissing();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  ObjectStore store() {
    return store;
  }

  @Test
  void refusesAWrongSecret() {
    ObjectStoreSettings wrong =
        new ObjectStoreSettings(
            settings.endpoint(),
            settings.accessKey(),
            "wrong",
            settings.bucket(),
            settings.region(),
            settings.timeout());

    try (MinioObjectStore stranger = new MinioObjectStore(wrong)) {
      assertThatThrownBy(() -> stranger.put(KEY, Content.of("x", "text/plain")))
          .isInstanceOf(ObjectStoreUnavailable.class)
          .hasMessageContaining(KEY.value());
      assertThatThrownBy(() -> stranger.read(KEY)).isInstanceOf(ObjectStoreUnavailable.class);
    }
    assertThat(store.exists(KEY)).isFalse();
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    URI nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    try (var store = new MinioObjectStore(ObjectStoreSettings.of(nobody, "a", "b"))) {
      assertThatThrownBy(() -> store.read(KEY))
          .isInstanceOf(ObjectStoreUnavailable.class)
          .hasMessageContaining(KEY.value());
      assertThatThrownBy(store::createBucketIfMissing)
          .isInstanceOf(ObjectStoreUnavailable.class)
          .hasMessageContaining("lora-foundry");
    }
  }

  @Test
  void asksAMissingBucketInVain() {
    try (var store = new MinioObjectStore(settings.withBucket(Unique.name("missing")))) {
      assertThatThrownBy(() -> store.put(KEY, Content.of("x", "text/plain")))
          .isInstanceOf(ObjectStoreUnavailable.class);
    }
  }
}
