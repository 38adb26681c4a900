package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainFormTest {
  @ParameterizedTest
  @CsvSource({
    "rank, rank",
    "prompt, preview-prompt",
    "keep.best, keep-count",
    "halving.eta, halving-eta",
    "zip, zip",
    "arguments, arguments",
    "dataset, dataset",
    "settings, ''",
    "rnk, ''",
  })
  void listsProblemsWithTheirFields(String part, String field) {
    assertThat(TrainForm.listed(List.of(new SettingProblem(part, "x", "No."))))
        .containsExactly(new FieldProblem(field, "No."));
  }

  @Test
  void clearsFieldsThatHaveNone() {
    assertThat(TrainForm.problems(List.of(new SettingProblem("rank", "0", "Too small."))))
        .contains(new FieldProblem("rank", "Too small."), new FieldProblem("alpha", ""));
  }
}
