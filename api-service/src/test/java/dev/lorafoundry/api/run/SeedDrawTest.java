package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SeedDrawTest {
  @Test
  void replacesEveryMinusOneAndNothingElse() {
    PreviewSettings asked =
        SettingsCatalogue.PREVIEW.read(
            Map.of("seeds", List.of(-1, 7, -1), "prompt", "a cat", "width", 64));

    PreviewSettings drawn = new SeedDraw(new Random(3)).finalSeeds(asked);

    assertThat(drawn.seeds()).hasSize(3).doesNotContain(-1L).contains(7L).doesNotHaveDuplicates();
    assertThat(drawn.seeds()).allMatch(seed -> seed >= 0 && seed < 1L << 32);
    assertThat(drawn.prompt()).isEqualTo("a cat");
    assertThat(drawn.width()).isEqualTo(64);
  }
}
