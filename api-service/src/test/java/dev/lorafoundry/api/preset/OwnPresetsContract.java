package dev.lorafoundry.api.preset;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.testkit.Unique;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link OwnPresets} does. */
public abstract class OwnPresetsContract {
  protected abstract OwnPresets presets();

  @Test
  void findsWhatWasSavedInWhateverCapitals() {
    String name = Unique.name("Ölfarbe");

    assertThat(presets().add(preset(name, "6"), NOON)).isTrue();

    assertThat(presets().find(name.toUpperCase(Locale.ROOT))).contains(preset(name, "6"));
    assertThat(presets().all()).contains(preset(name, "6"));
    assertThat(presets().count()).isPositive();
  }

  @Test
  void givesANameOnce() {
    String name = Unique.name("paint");

    assertThat(presets().add(preset(name, "6"), NOON)).isTrue();
    assertThat(presets().add(preset(name.toUpperCase(Locale.ROOT), "7"), NOON)).isFalse();

    assertThat(presets().find(name)).contains(preset(name, "6"));
  }

  @Test
  void removesWhatThereIs() {
    String name = Unique.name("paint");
    assertThat(presets().add(preset(name, "6"), NOON)).isTrue();

    assertThat(presets().remove(name)).isTrue();

    assertThat(presets().remove(name)).isFalse();
    assertThat(presets().find(name)).isEmpty();
  }

  @Test
  void knowsNoNameWithACharacterThatNoneHas() {
    assertThat(presets().find("paint\0")).isEmpty();
    assertThat(presets().remove("paint\0")).isFalse();
  }

  private static Preset preset(String name, String rank) {
    return Preset.saved(
        name, "For '); drop table", Map.of("rank", rank, "alpha", 3), Map.of("prompt", "🦊"));
  }
}
