package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TogetherFieldTest {
  @Test
  void readsNamesAndLabels() {
    assertThat(TogetherField.posted("rank, Alpha; Learning rate,U-Net learning rate,"))
        .containsExactly(List.of("rank", "alpha"), List.of("learningRate", "unetLearningRate"));
  }

  @Test
  void readsLabelsAsTheyAreInChinese() {
    assertThat(TogetherField.posted("网络维度 (rank)，网络 Alpha；学习率,U-Net 学习率"))
        .containsExactly(List.of("rank", "alpha"), List.of("learningRate", "unetLearningRate"));
  }

  @Test
  void leavesWhatIsNoSettingAsItWasWritten() {
    assertThat(TogetherField.posted("Rnk, alpha")).containsExactly(List.of("Rnk", "alpha"));
  }

  @Test
  void readsManyNamesAtOnce() {
    String many = "U-Net learning rate,".repeat(100_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(TogetherField.posted(many).get(0)).hasSize(100_000));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", ";"})
  void nothingGoesTogetherWhereNothingIsWritten(String text) {
    assertThat(TogetherField.posted(text)).isEmpty();
  }
}
