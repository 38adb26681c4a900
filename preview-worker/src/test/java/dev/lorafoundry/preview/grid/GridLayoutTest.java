package dev.lorafoundry.preview.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GridLayoutTest {
  @Test
  void oneCombinationIsOneCellWithoutLabels() {
    GridLayout layout = layout(Map.of("loraWeights", "1"));

    assertThat(layout.columns()).isEqualTo(1);
    assertThat(layout.rows()).isEqualTo(1);
    assertThat(layout.columnLabels(0)).isEmpty();
    assertThat(layout.cells()).hasSize(1);
  }

  @Test
  void onlyAxisRunsAlongColumns() {
    GridLayout layout = layout(Map.of("loraWeights", "0.6,1"));

    assertThat(layout.columns()).isEqualTo(2);
    assertThat(layout.rows()).isEqualTo(1);
    assertThat(layout.columnLabels(0)).containsExactly("<lora:starz-v5-000006:0.6>");
    assertThat(layout.columnLabels(1)).containsExactly("<lora:starz-v5-000006:1>");
  }

  @Test
  void axesComeInTheOriginalsOrder() {
    GridLayout layout = layout(Map.of("loraWeights", "0.6,1", "seeds", "1,2,3", "steps", "10,20"));

    assertThat(layout.columns()).isEqualTo(2 * 2);
    assertThat(layout.rows()).isEqualTo(3);
    assertThat(layout.columnLabels(1)).containsExactly("Steps: 20", "<lora:starz-v5-000006:0.6>");
    assertThat(layout.rowLabels(2)).containsExactly("Seed: 3");
  }

  @Test
  void fiveAxesGiveEveryCellAPlaceOfItsOwn() {
    GridLayout layout =
        layout(
            Map.of(
                "samplers", "Euler a,Euler,DDIM",
                "steps", "10,20",
                "cfgScales", "5,7",
                "seeds", "1,2",
                "loraWeights", "0.5,1"));
    Set<List<Integer>> places = new HashSet<>();

    layout.cells().forEach(c -> places.add(List.of(layout.rowOf(c), layout.columnOf(c))));

    assertThat(layout.cells()).hasSize(48);
    assertThat(places).hasSize(48).hasSize(layout.rows() * layout.columns());
    assertThat(places).allMatch(at -> at.get(0) < layout.rows() && at.get(1) < layout.columns());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "4, 2, 2", "6, 2, 3", "7, 1, 7", "36, 6, 6"})
  void batchIsNearlySquare(int pictures, int rows, int columns) {
    assertThat(BatchGrid.of(pictures)).isEqualTo(new BatchGrid(rows, columns));
  }

  @Test
  void sheetShowsEachPictureInItsPlace() {
    PreviewSettings settings =
        SettingsCatalogue.PREVIEW.read(Map.of("seeds", "1,2", "steps", "10,20", "loraWeights", 1));
    GridSheet sheet = new GridSheet(new GridLayout(settings, "x"), 64, 64, 1);
    BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      picture.setRGB(i % 64, i / 64, 0xffff0000);
    }

    sheet.put(1, 1, 0, picture);

    BufferedImage drawn = sheet.picture();
    int width = drawn.getWidth();
    int height = drawn.getHeight();
    assertThat(drawn.getRGB(width - 32, height - 32)).isEqualTo(0xffff0000);
    assertThat(drawn.getRGB(width - 32, height - 96)).isEqualTo(0xffffffff);
    assertThat(hasInk(drawn, 0, height - 64, width / 2 - 32, height)).isTrue();
  }

  private static boolean hasInk(BufferedImage image, int x0, int y0, int x1, int y1) {
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        if (image.getRGB(x, y) == 0xff000000) {
          return true;
        }
      }
    }
    return false;
  }

  private static GridLayout layout(Map<String, Object> settings) {
    return new GridLayout(SettingsCatalogue.PREVIEW.read(settings), "starz-v5-000006");
  }
}
