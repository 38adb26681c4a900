package dev.lorafoundry.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ObjectStoreSettingsTest {
  private static final URI SERVER = URI.create("http://s3:9000");

  @Test
  void hasDefaults() {
    ObjectStoreSettings settings = ObjectStoreSettings.of(SERVER, "key", "secret");

    assertThat(settings.endpoint()).isEqualTo(SERVER);
    assertThat(settings.bucket()).isEqualTo("lora-foundry");
    assertThat(settings.region()).isEqualTo("us-east-1");
    assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void keepsItsSecret() {
    assertThat(ObjectStoreSettings.of(SERVER, "key", "hidden").toString())
        .contains("http://s3:9000")
        .doesNotContain("hidden");
  }

  @Test
  void saysWhatIsNotAllowed() {
    assertThatThrownBy(() -> ObjectStoreSettings.of(URI.create("ftp://s3"), "key", "secret"))
        .hasMessageContaining("'ftp://s3' is not allowed");
    assertThatThrownBy(() -> ObjectStoreSettings.of(SERVER, " ", "secret"))
        .hasMessageContaining("access key is blank");
    assertThatThrownBy(() -> ObjectStoreSettings.of(SERVER, "key", "s").withBucket("A"))
        .hasMessageContaining("bucket 'A' is not allowed");
  }
}
