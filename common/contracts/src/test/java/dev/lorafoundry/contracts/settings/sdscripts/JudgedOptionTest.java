package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lorafoundry.contracts.settings.sdscripts.JudgedOption.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JudgedOptionTest {
  @Test
  void tellsWhatEachOptionSets() {
    assertThat(judge("--network_dim 16 --optimizer_args betas=0.9,0.99"))
        .containsExactly(
            new JudgedOption(
                "--network_dim (line 1, column 1)",
                "arguments",
                Outcome.HONOURED,
                Map.of("rank", 16),
                ""),
            new JudgedOption(
                "--optimizer_args (line 1, column 18)",
                "arguments",
                Outcome.HONOURED,
                Map.of("beta1", 0.9, "beta2", 0.99),
                ""));
  }

  @Test
  void saysWhyAnOptionMeansNothingHere() {
    assertThat(judge("--xformers"))
        .singleElement()
        .satisfies(
            judged -> {
              assertThat(judged.outcome()).isEqualTo(Outcome.PASSED);
              assertThat(judged.settings()).isEmpty();
              assertThat(judged.why()).startsWith("Left out: --xformers. ");
            });
  }

  @Test
  void refusesWithTheNearestName() {
    assertThat(judge("--netwrk_dim 16 --network_dim many"))
        .extracting(JudgedOption::outcome)
        .containsExactly(Outcome.REFUSED, Outcome.REFUSED);
    assertThat(judge("--netwrk_dim 16").get(0).why()).endsWith("did you mean --network_dim?");
    assertThat(judge("--network_dim many").get(0).why()).contains("rank 'many' is not allowed");
  }

  @Test
  void tellsWhichOfTwoHolds() {
    List<JudgedOption> judged =
        SdScripts.judge(
            "--network_dim 16", new Config(Map.of("network_dim", 8), Map.of("network_dim", 3)));

    assertThat(judged)
        .extracting(JudgedOption::source, JudgedOption::outcome)
        .containsExactly(
            tuple("argumentsToml", Outcome.OVERRIDDEN), tuple("arguments", Outcome.HONOURED));
    assertThat(judged.get(0).why())
        .isEqualTo("It is given again at line 1, column 1: that one holds.");
  }

  @Test
  void listsNoMoreThanAnybodyReads() {
    assertThat(judge("--xformers ".repeat(1000))).hasSize(200);
  }

  private static List<JudgedOption> judge(String arguments) {
    return SdScripts.judge(arguments, Config.NONE);
  }
}
