package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.model.InMemoryVaes;
import dev.lorafoundry.api.model.VaeExample;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ChosenVaesTest {
  private final InMemoryVaes vaes = new InMemoryVaes();
  private final ChosenVaes chosen = new ChosenVaes(vaes);
  private final VaeReference usual = vaes.add(VaeExample.of("01")).reference();
  private final VaeReference other = vaes.add(VaeExample.of("02")).reference();
  private final BaseModelReference model =
      new BaseModelReference(
          BaseModelId.random(),
          "starter",
          Family.SD1,
          PredictionType.EPSILON,
          "00",
          1,
          "models/00",
          null,
          usual);

  @Test
  void aSettingGoesBeforeTheVaeThatTheModelIsUsedWith() {
    assertThat(chosen.model(model, settings(Map.of())).vae()).isEqualTo(usual);
    assertThat(chosen.model(model, with(other.id().value()))).isEqualTo(model.with(other));
  }

  @Test
  void refusesAVaeThatDoesNotExist() {
    UUID unknown = UUID.fromString("0b1c2d3e-0000-4000-8000-00000000000a");

    List<SettingProblem> problems =
        chosen.problems(
            Set.of(
                unknown.toString(),
                unknown.toString().toUpperCase(Locale.ROOT),
                "no id",
                other.id().toString()));

    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.setting()).isEqualTo("vae");
              assertThat(problem.message()).contains(unknown.toString(), "/api/v1/vaes");
            });
  }

  private static TrainingSettings with(UUID vae) {
    return settings(Map.of("vae", vae.toString()));
  }

  private static TrainingSettings settings(Map<String, Object> given) {
    return SettingsCatalogue.TRAINING.read(given);
  }
}
