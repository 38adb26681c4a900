package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrozenOutputsTest {
  private final List<String> computed = new ArrayList<>();

  private void ask(FrozenOutputs known, String key, int floats) {
    known.get(
        key,
        () -> {
          computed.add(key);
          return new float[floats];
        });
  }

  private void askPassing(FrozenOutputs known, String key, int floats) {
    known.getPassing(
        key,
        () -> {
          computed.add(key);
          return new float[floats];
        });
  }

  @Test
  void asksOnce() {
    FrozenOutputs known = new FrozenOutputs(100);

    ask(known, "a", 10);
    ask(known, "a", 10);

    assertThat(computed).containsExactly("a");
    assertThat(known.bytes()).isEqualTo(40);
  }

  @Test
  void dropsWhatWasUnusedForLongest() {
    FrozenOutputs known = new FrozenOutputs(100);
    ask(known, "a", 10);
    ask(known, "b", 10);
    ask(known, "a", 10);

    ask(known, "c", 10);

    assertThat(known.bytes()).isEqualTo(80);
    ask(known, "a", 10);
    ask(known, "b", 10);
    assertThat(computed).containsExactly("a", "b", "c", "b");
  }

  @Test
  void whatPassesDrivesNothingOut() {
    FrozenOutputs known = new FrozenOutputs(100);
    ask(known, "a", 10);

    for (String key : List.of("x", "y", "x", "z", "z")) {
      askPassing(known, key, 10);
    }
    ask(known, "a", 10);
    askPassing(known, "a", 10);

    assertThat(computed)
        .as("there is room for one beside a")
        .containsExactly("a", "x", "y", "x", "z");
    assertThat(known.bytes()).isEqualTo(80);
    ask(known, "b", 10);
    ask(known, "a", 10);
    assertThat(computed).endsWith("z", "b");
    assertThat(known.bytes()).isEqualTo(80);
  }

  @Test
  void whatPassedMayStay() {
    FrozenOutputs known = new FrozenOutputs(100);
    askPassing(known, "a", 10);

    ask(known, "a", 10);
    askPassing(known, "x", 10);
    askPassing(known, "y", 10);
    ask(known, "a", 10);

    assertThat(computed).containsExactly("a", "x", "y");
    assertThat(known.bytes()).isEqualTo(80);
  }

  @Test
  void keepsNothingThatIsTooLarge() {
    FrozenOutputs known = new FrozenOutputs(100);
    ask(known, "a", 10);

    ask(known, "large", 26);
    ask(known, "a", 10);

    assertThat(computed).containsExactly("a", "large");
    assertThat(known.bytes()).isEqualTo(40);
  }

  @Test
  void mayKeepNothingAtAll() {
    FrozenOutputs known = new FrozenOutputs(0);

    ask(known, "a", 1);
    ask(known, "a", 1);

    assertThat(computed).containsExactly("a", "a");
    assertThatIllegalArgumentException().isThrownBy(() -> new FrozenOutputs(-1));
  }
}
