package dev.lorafoundry.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "a//b",
        "a/",
        "..",
        "a/../b",
        "./a",
        "a/.../b",
        "a\\b",
        "a b",
        "a\u0000b",
        "a\nb",
        "é",
        "🦊",
        "a?b",
        "a%2e%2e",
        "a:b",
        "a*b"
      })
  void refusesHostileNames(String name) {
    assertThatThrownBy(() -> ObjectKey.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not allowed");
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> ObjectKey.of("a".repeat(201)))
        .hasMessageContaining("a segment has 1 to 200");
    assertThatThrownBy(() -> ObjectKey.of("a/".repeat(256) + "a"))
        .hasMessageContaining("it must have 1 to 512 characters");
    assertThatThrownBy(() -> ObjectKey.of("a", "../b")).hasMessageContaining("'..'");
  }

  @Test
  void joinsSegments() {
    ObjectKey key = ObjectKey.of("jobs", "42", "e1/x.safetensors");

    assertThat(key.value()).isEqualTo("jobs/42/e1/x.safetensors");
    assertThat(key.name()).isEqualTo("x.safetensors");
    assertThat(key.child("y").value()).isEqualTo("jobs/42/e1/x.safetensors/y");
  }
}
