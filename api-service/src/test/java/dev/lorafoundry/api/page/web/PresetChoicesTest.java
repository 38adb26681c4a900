package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.preset.InMemoryOwnPresets;
import dev.lorafoundry.api.preset.OwnPresets;
import dev.lorafoundry.api.preset.Preset;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.api.run.RunRequest;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PresetChoicesTest {
  private final OwnPresets own = new InMemoryOwnPresets();
  private final PresetChoices choices = new PresetChoices(new Presets(List.of(), own));

  @Test
  void offersWhatPeopleSavedAsTheyCalledIt() {
    assertThat(own.add(Preset.saved("{0} Öl", "", Map.of("rank", 6), Map.of()), JobExample.NOON))
        .isTrue();

    PresetChoices.Shown shown = choices.shown("{0} Öl");

    assertThat(shown.field().choices())
        .extracting(Field.Option::chosen)
        .containsExactly(false, true);
    assertThat(Said.chinese(shown.field().choices().get(1).label())).isEqualTo("{0} Öl");
    assertThat(choices.request(VersionId.random(), "{0} Öl").settings())
        .isEqualTo(Map.of("rank", 6));
  }

  @Test
  void asksForTheDefaultsWhereNoneIsNamed() {
    RunRequest request = choices.request(VersionId.random(), "");

    assertThat(request.settings()).isEmpty();
    assertThat(request.preview()).isEmpty();
    assertThatThrownBy(() -> choices.request(VersionId.random(), "none"))
        .isInstanceOf(InvalidSettings.class);
  }
}
