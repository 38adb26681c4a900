package dev.lorafoundry.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StepRulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"1:10,0.1:20,0.01", "1:10 0.1:20 0.01", " 1 : 10 , .1:20, 1e-2 "})
  void eachFactorHoldsUntilItsStep(String text) {
    StepRules rules = read(text).rules().orElseThrow();

    assertThat(rules.at(0)).isEqualTo(1);
    assertThat(rules.at(9)).isEqualTo(1);
    assertThat(rules.at(10)).isEqualTo(0.1);
    assertThat(rules.at(19)).isEqualTo(0.1);
    assertThat(rules.at(20)).isEqualTo(0.01);
    assertThat(rules.at(1_000_000)).isEqualTo(0.01);
  }

  @Test
  void aSingleFactorAlwaysHolds() {
    assertThat(read("0.5").rules().orElseThrow().at(7)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1:10",
        "1:10,0.1:10,0.01",
        "1:10,0.1:5,0.01",
        "1:0,0.1",
        "1:1.5,0.1",
        "-1:10,0.1",
        "1;10,0.1",
        "1:10:20,0.1",
        "1:10 20,0.1",
        "1:10,0.1 0.2",
        "1:,0.1",
        ":10,0.1",
        ",0.1",
        "1001"
      })
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("stepRules " + text + " is not allowed: use rules such as");
  }

  @Test
  void theScheduleNeedsThem() {
    assertThatThrownBy(
            () -> SettingsCatalogue.TRAINING.read(Map.of("scheduler", "piecewise_constant")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(
            "stepRules absent is not allowed with scheduler piecewise_constant: use rules");
  }

  private static ScheduleSettings read(String rules) {
    return SettingsCatalogue.TRAINING
        .read(Map.of("scheduler", "piecewise_constant", "stepRules", rules))
        .schedule();
  }
}
