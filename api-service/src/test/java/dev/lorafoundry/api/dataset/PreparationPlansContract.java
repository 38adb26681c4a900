package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link PreparationPlans} does. */
public abstract class PreparationPlansContract {
  private static final PreparationSettings SMALL =
      SettingsCatalogue.PREPARATION.read(
          Map.of(
              "width",
              64,
              "height",
              96,
              "crop",
              "none",
              "flip",
              true,
              "repeats",
              3,
              "minBucketResolution",
              64,
              "maxBucketResolution",
              512,
              "bucketResolutionSteps",
              32,
              "bucketNoUpscale",
              true));

  protected abstract PreparationPlans plans();

  /** A version that exists. */
  protected abstract VersionId version();

  @Test
  void beginsWithTheDefaults() {
    assertThat(plans().of(version())).isEqualTo(SettingsEdition.DEFAULTS);
  }

  @Test
  void keepsWhatWasChanged() {
    VersionId version = version();
    SettingsEdition changed = SettingsEdition.DEFAULTS.changedTo(SMALL);

    assertThat(plans().change(version, changed)).isTrue();

    assertThat(plans().of(version)).isEqualTo(changed);
    assertThat(plans().of(version())).isEqualTo(SettingsEdition.DEFAULTS);
  }

  @Test
  void changesOnlyWhatWasSeen() {
    VersionId version = version();
    SettingsEdition first = SettingsEdition.DEFAULTS.changedTo(SMALL);
    plans().change(version, first);

    assertThat(plans().change(version, first)).isFalse();
    assertThat(plans().change(version, new SettingsEdition(SMALL, 5))).isFalse();
    assertThat(plans().change(version, first.changedTo(PreparationSettings.DEFAULTS))).isTrue();
    assertThat(plans().of(version).edition()).isEqualTo(2);
    assertThat(plans().change(version(), new SettingsEdition(SMALL, 2))).isFalse();
  }
}
