package dev.lorafoundry.diffusion.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Tokens;
import dev.lorafoundry.diffusion.prompt.InvalidPrompt;
import dev.lorafoundry.diffusion.sampler.Sampler;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RendererTest {
  private static Renderer renderer;

  @BeforeAll
  static void open() {
    renderer = Renderer.open(Models.RUNTIME, Bases.model(Family.SD1), Tokens.sd1(), 2);
  }

  @AfterAll
  static void close() {
    if (renderer != null) { // the fixtures may lack the family
      renderer.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "96, 64", "72, 104"})
  void rendersEverySizeWithTheSameProgram(int width, int height) {
    List<BufferedImage> pictures =
        renderer.render(request(width, height, "Euler", List.of(1L, 2L)));

    assertThat(pictures).hasSize(2);
    assertThat(pictures).allMatch(it -> it.getWidth() == width && it.getHeight() == height);
    assertThat(pixels(pictures.get(0))).isNotEqualTo(pixels(pictures.get(1)));
  }

  @ParameterizedTest
  @CsvSource({"Euler a", "DPM++ 2M Karras"})
  void pictureDependsOnItsOwnSeedOnly(String sampler) {
    List<BufferedImage> together = renderer.render(request(64, 64, sampler, List.of(7L, 8L, 9L)));

    BufferedImage alone = renderer.render(request(64, 64, sampler, List.of(9L))).get(0);

    assertThat(meanDifference(together.get(2), alone)).isLessThan(0.5);
    assertThat(meanDifference(together.get(1), alone)).isGreaterThan(2);
  }

  @Test
  void sameRequestGivesTheSamePictures() {
    RenderRequest request = request(64, 64, "Euler a", List.of(5L));

    assertThat(pixels(renderer.render(request).get(0)))
        .isEqualTo(pixels(renderer.render(request).get(0)));
  }

  @Test
  void promptsSteerThePicture() {
    RenderRequest plain = request(64, 64, "DDIM", List.of(1L));

    int[] other = pixels(renderer.render(withPrompt(plain, "zz, (aa:1.4)")).get(0));

    assertThat(other).isNotEqualTo(pixels(renderer.render(plain).get(0)));
  }

  @Test
  void promptsOfDifferentLengthsGoTogether() {
    RenderRequest longer = withPrompt(request(64, 64, "DDIM", List.of(1L)), "ab ".repeat(100));

    assertThat(renderer.render(longer)).hasSize(1);
  }

  @Test
  void tellsOfEveryStepAndStopsWhenToldSo() {
    List<Integer> heard = new ArrayList<>();
    RenderRequest request = request(64, 64, "Euler", List.of(1L));

    assertThatThrownBy(
            () ->
                renderer.render(
                    request,
                    (done, total) -> {
                      heard.add(done);
                      assertThat(total).isEqualTo(4);
                      if (done == 2) {
                        throw new IllegalStateException("enough");
                      }
                    }))
        .hasMessage("enough");
    assertThat(heard).containsExactly(0, 1, 2);
  }

  @Test
  void refusesPromptWithBrokenWeight() {
    RenderRequest request = withPrompt(request(64, 64, "Euler", List.of(1L)), "(a:1.2.3)");

    assertThatThrownBy(() -> renderer.render(request))
        .isInstanceOf(InvalidPrompt.class)
        .hasMessageContaining("1.2.3");
  }

  @Test
  void refusesSizesThatLatentsCannotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request(100, 64, "Euler", List.of(1L)))
        .withMessageContaining("width 100")
        .withMessageContaining("multiples of 8");
  }

  @ParameterizedTest
  @CsvSource({"SD1, true", "SD1, false", "SD2, true"})
  void refusesClipSkipBeyondTheEncoder(Family family, boolean tooMuch) {
    int layers = layers(family);
    int clipSkip = tooMuch ? layers + 1 : 0;
    assertThat(Bases.model(family).usedTextLayers()).isEqualTo(layers);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Renderer.open(Models.RUNTIME, Bases.model(family), Tokens.sd1(), clipSkip))
        .withMessage(
            "clipSkip %d is not allowed: the base model's text encoder has %d layers, so 1 to %d."
                .formatted(clipSkip, layers, layers));
  }

  /** Layers that the reference went through, which notes the embeddings before them as well. */
  private static int layers(Family family) {
    long noted =
        Models.golden(family, "forward").names().stream()
            .filter(name -> name.startsWith("text.layer"))
            .count();
    return (int) noted - 1;
  }

  private static RenderRequest request(int width, int height, String sampler, List<Long> seeds) {
    return new RenderRequest(
        "ab cd, ef", "gh", width, height, Sampler.named(sampler), 4, 5, seeds, 1);
  }

  private static RenderRequest withPrompt(RenderRequest request, String prompt) {
    return new RenderRequest(
        prompt,
        request.negativePrompt(),
        request.width(),
        request.height(),
        request.sampler(),
        request.steps(),
        request.cfgScale(),
        request.seeds(),
        request.loraWeight());
  }

  private static double meanDifference(BufferedImage a, BufferedImage b) {
    int[] first = pixels(a);
    int[] second = pixels(b);
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        sum += Math.abs((first[i] >> shift & 0xff) - (second[i] >> shift & 0xff));
      }
    }
    return sum / (3.0 * first.length);
  }

  private static int[] pixels(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.copyOf(pixels, pixels.length);
  }
}
