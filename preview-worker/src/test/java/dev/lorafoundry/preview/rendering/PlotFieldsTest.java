package dev.lorafoundry.preview.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlotFieldsTest {
  @Test
  void onePictureHasNoAxis() {
    assertThat(PlotFields.of(PreviewJobs.with(Map.of())))
        .containsExactly(entry("Script", "X/Y/Z plot"));
  }

  @Test
  void axesHaveTheNamesAndTheOrderOfTheWebui() {
    Map<String, Object> settings =
        Map.of("steps", "10,20", "cfgScales", "7,7.5", "loraWeights", "0,0.6");

    assertThat(PlotFields.of(PreviewJobs.with(settings)))
        .containsExactly(
            entry("Script", "X/Y/Z plot"),
            entry("X Type", "Steps"),
            entry("X Values", "10,20"),
            entry("Y Type", "CFG Scale"),
            entry("Y Values", "7,7.5"),
            entry("Z Type", "Prompt S/R"),
            entry("Z Values", "<lora:shape-v1-000002:0>,<lora:shape-v1-000002:0.6>"));
  }

  @Test
  void seedsAreToldAsTheyAreUsedToo() {
    assertThat(PlotFields.of(PreviewJobs.with(Map.of("seeds", "7,9"))))
        .containsExactly(
            entry("Script", "X/Y/Z plot"),
            entry("X Type", "Seed"),
            entry("X Values", "7,9"),
            entry("Fixed X Values", "7, 9"));
  }

  @Test
  void moreAxesThanTheWebuiHasAreLeftOut() {
    Map<String, Object> settings =
        Map.of(
            "samplers", "Euler a,DDIM",
            "steps", "10,20",
            "cfgScales", "5,7",
            "seeds", "1,2",
            "loraWeights", "0.5,1");

    assertThat(PlotFields.of(PreviewJobs.with(settings)))
        .containsEntry("X Type", "Sampler")
        .containsEntry("X Values", "Euler a,DDIM")
        .containsEntry("Z Type", "CFG Scale")
        .hasSize(7);
  }
}
