package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

final class JudgedViewTest {
  @Test
  void saysWhatBecomesOfEachOption() {
    List<JudgedView> judged =
        judged("--network_dim 16 --min_snr_gamma 0 --xformers --netwrk_dim 1");

    assertThat(judged)
        .extracting(JudgedView::outcome)
        .containsExactly("refused", "honoured", "honoured", "passed");
    assertThat(Said.english(judged.get(1).sets().get(0))).isEqualTo("Rank: 16");
    assertThat(Said.chinese(judged.get(1).word())).isEqualTo("采用");
    assertThat(Said.english(judged.get(2).sets().get(0))).isEqualTo("Min-SNR gamma: not set");
    assertThat(judged.get(0).why()).contains("did you mean --network_dim?");
  }

  @Test
  void saysNothingWhereNothingIsWritten() {
    assertThat(judged("")).isEmpty();
  }

  private static List<JudgedView> judged(String arguments) {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("arguments", arguments);
    return ArgumentFields.judged(form);
  }
}
