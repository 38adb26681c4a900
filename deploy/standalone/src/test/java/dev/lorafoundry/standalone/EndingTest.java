package dev.lorafoundry.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EndingTest {
  private final Ending ending = new Ending();
  private final List<String> ended = new ArrayList<>();

  @Test
  void endsPartsInTheReverseOrderOfTheirStartOnce() {
    start("database");
    start("api");

    ending.close();
    ending.close();

    assertThat(ended).containsExactly("api", "database");
  }

  @Test
  void goesOnWhenOnePartFails() {
    start("database");
    ending.add(
        "api",
        () -> {
          throw new IllegalStateException("stuck");
        });

    ending.close();

    assertThat(ended).containsExactly("database");
  }

  @Test
  void endsWhatStartsTooLate() {
    ending.close();

    assertThatThrownBy(() -> start("database")).hasMessageContaining("after the end");
    assertThat(ended).containsExactly("database");
  }

  private void start(String name) {
    ending.add(name, () -> ended.add(name));
  }
}
