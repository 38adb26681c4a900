package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PictureFormTest {
  @Test
  void isAsEarlierVersionsHadItWithoutMasks() {
    assertThat(form(Map.of())).isEqualTo("512x512 cover");
    assertThat(form(Map.of("flip", true, "enableBucket", true)))
        .isEqualTo("512x512 cover flip buckets 256-1024 by 64");
  }

  @Test
  void picturesWithMasksAreOthers() {
    assertThat(form(Map.of("alphaMask", true))).isEqualTo("512x512 cover alpha");
  }

  @Test
  void picturesThatKeepWhatLiesBeyondAreOthers() {
    assertThat(form(Map.of("keepOverflow", true))).isEqualTo("512x512 cover overflow");
    assertThat(new PictureForm(form(Map.of("keepOverflow", true))).keepsOverflow()).isTrue();
    assertThat(new PictureForm(form(Map.of("alphaMask", true))).keepsOverflow()).isFalse();
  }

  @Test
  void picturesThatAreScaledInAnotherWayAreOthers() {
    assertThat(form(Map.of("resizeMethod", "lanczos"))).isEqualTo("512x512 cover");
    Map<String, Object> area = Map.of("resizeMethod", "area", "keepOverflow", true);
    assertThat(form(area)).isEqualTo("512x512 cover area overflow");
    assertThat(new PictureForm(form(area)).keepsOverflow()).isTrue();
  }

  private static String form(Map<String, ?> settings) {
    return PictureForm.of(SettingsCatalogue.PREPARATION.read(settings)).value();
  }
}
