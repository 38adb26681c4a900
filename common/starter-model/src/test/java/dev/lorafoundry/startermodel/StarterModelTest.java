package dev.lorafoundry.startermodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.diffusion.render.RenderRequest;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.diffusion.sampler.Sampler;
import dev.lorafoundry.startermodel.check.Checker;
import dev.lorafoundry.startermodel.check.ConceptDistance;
import dev.lorafoundry.startermodel.check.Finding;
import dev.lorafoundry.startermodel.scene.Example;
import dev.lorafoundry.startermodel.scene.Scene;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StarterModelTest {
  private static final long LARGEST = 16_000_000;

  @TempDir private static Path folder;
  private static Path file;

  @BeforeAll
  static void copy() throws IOException {
    file = StarterModel.copyTo(folder);
  }

  @Test
  void isASmallModelOfFamilySd1() throws IOException {
    assertThat(Files.size(file)).isLessThanOrEqualTo(LARGEST);
    try (BaseModelFile model = BaseModelFile.open(file)) {
      assertThat(model.family()).isEqualTo(Family.SD1);
      assertThat(model.sizes().unetWidths()).hasSize(4);
      assertThat(model.largestRank()).isGreaterThanOrEqualTo(8);
    }
  }

  @Test
  void tokenizerKnowsTheWordsOfAllCaptions() throws IOException {
    var tokenizer = Tokenizers.of(StarterModel.tokenizerIn(folder));

    for (String word : Scene.vocabulary()) {
      assertThat(tokenizer.encode(word)).as(word).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 100", "96, 50", "128, 50"})
  void drawsWhatUnseenPromptsAskFor(int side, int prompts) throws IOException {
    int colours = 0;
    int shapes = 0;
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        BaseModelFile model = BaseModelFile.open(file);
        Renderer renderer = renderer(runtime, model)) {
      for (int i = 0; i < prompts; i++) {
        Scene scene = Example.toMeasure(100, i, side).scene();
        Finding found = Checker.look(render(renderer, scene.caption(), side, i));
        colours += found.hue().filter(hue -> hue == scene.hue()).isPresent() ? 1 : 0;
        shapes += found.figure().filter(figure -> figure == scene.figure()).isPresent() ? 1 : 0;
      }
    }

    assertThat((double) colours / prompts).as("share of colours").isGreaterThanOrEqualTo(0.9);
    assertThat((double) shapes / prompts).as("share of shapes").isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void doesNotKnowTheCreatureOfTheSampleDataset() throws IOException {
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        BaseModelFile model = BaseModelFile.open(file);
        Renderer renderer = renderer(runtime, model);
        ConceptDistance distance = ConceptDistance.of(runtime, model, SampleDataset.pictures())) {
      double ofRender = distance.to(render(renderer, SampleDataset.PROMPT, SampleDataset.SIDE, 1));
      double ofItself = distance.to(SampleDataset.pictures().get(3));

      assertThat(ofItself).isLessThan(1e-4);
      assertThat(ofRender).isGreaterThan(1);
    }
  }

  private static Renderer renderer(TensorRuntime runtime, BaseModelFile model) throws IOException {
    return Renderer.open(runtime, model, Tokenizers.of(StarterModel.tokenizerIn(folder)), 1);
  }

  private static BufferedImage render(Renderer renderer, String prompt, int side, long seed) {
    Sampler sampler = Sampler.named("DPM++ 2M Karras");
    return renderer
        .render(new RenderRequest(prompt, "", side, side, sampler, 16, 5, List.of(seed), 0))
        .get(0);
  }
}
