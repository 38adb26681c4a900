package dev.lorafoundry.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.SamplerType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SamplerTest {
  @ParameterizedTest
  @EnumSource
  void knowsEverySamplerThatPeopleCanChoose(SamplerType type) {
    assertThat(Sampler.named(type.label()).name()).isEqualTo(type.label());
  }

  @Test
  void readsNamesAsTheWebuiWritesThem() {
    assertThat(Sampler.named("DPM++ 2M Karras"))
        .isEqualTo(new Sampler(Method.DPM_PLUS_PLUS_2M, Spacing.KARRAS));
    assertThat(Sampler.named(" euler A "))
        .isEqualTo(new Sampler(Method.EULER_ANCESTRAL, Spacing.UNIFORM));
  }

  @Test
  void refusesUnknownNameAndListsTheKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sampler.named("Euler b"))
        .withMessageContaining("\"Euler b\"")
        .withMessageContaining("Euler a, ")
        .withMessageContaining("DPM++ 2M Karras");
  }

  @Test
  void refusesSpacingOfMethodThatHasItsOwn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sampler(Method.DDIM, Spacing.KARRAS))
        .withMessageContaining("DDIM")
        .withMessageContaining("Karras");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -3, 1000})
  void refusesStepsThatTheScheduleHasNot(int steps) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Sampler.named("Euler")
                    .plan(GaussianModel.schedule(), PredictionType.EPSILON, steps))
        .withMessageContaining(steps + " sampling steps")
        .withMessageContaining("1 to 999");
  }
}
