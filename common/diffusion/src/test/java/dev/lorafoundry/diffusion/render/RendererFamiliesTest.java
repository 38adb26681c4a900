package dev.lorafoundry.diffusion.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Tokens;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.sampler.Sampler;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures by base models of SD2 and SDXL, from the prompt on. */
final class RendererFamiliesTest {
  @ParameterizedTest
  @EnumSource(names = {"SD2", "SDXL"})
  void rendersWithAndWithoutALora(Family family) throws IOException {
    LoraFile lora = LoraFile.read(Models.golden(family, "lora").path());
    try (Renderer renderer = open(family, prediction(family))) {
      int[] without = render(renderer, "ab cd", "ef");

      renderer.use(lora);
      int[] with = render(renderer, "ab cd", "ef");
      renderer.useNone();

      assertThat(with).isNotEqualTo(without);
      assertThat(render(renderer, "ab cd", "ef")).isEqualTo(without);
      assertThat(render(renderer, "ab BREAK cd", "ef")).isNotEqualTo(without);
    }
  }

  @Test
  void whatTheModelPredictsDecidesAboutThePicture() {
    try (Renderer v = open(Family.SD2, PredictionType.V);
        Renderer noise = open(Family.SD2, PredictionType.EPSILON)) {
      assertThat(render(v, "ab", "")).isNotEqualTo(render(noise, "ab", ""));
    }
  }

  @Test
  void anEmptyNegativePromptSaysNothingToSdxl() {
    try (TextConditioner text = new TextConditioner(Bases.loader(Family.SDXL), Tokens.sd1(), 1);
        Conditioning.Text none = text.ofNegative("", Bases.SIZES, 1);
        Conditioning.Text blank = text.ofNegative(" ", Bases.SIZES, 1)) {
      float[] vector = none.vector().orElseThrow().toFloats();

      assertThat(none.states().toFloats()).containsOnly(0);
      assertThat(none.states().shape()).isEqualTo(blank.states().shape());
      assertThat(blank.states().toFloats()).isNotEqualTo(none.states().toFloats());
      int pooled = vector.length - Bases.SIZES.toFloats().length;
      for (int i = 0; i < vector.length; i++) {
        assertThat(vector[i]).isEqualTo(i < pooled ? 0 : Bases.SIZES.toFloats()[i - pooled]);
      }
    }
  }

  @Test
  void refusesAnotherLayerOfSdxlsTextEncoders() {
    BaseModelFile model = Bases.model(Family.SDXL);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Renderer.open(Models.RUNTIME, model, Tokens.sd1(), 2))
        .withMessageContaining("clipSkip 2 is not allowed with a base model of family SDXL");
  }

  private static Renderer open(Family family, PredictionType prediction) {
    return Renderer.open(
        Models.RUNTIME, Bases.model(family), Tokens.sd1(), new Renderer.Reading(prediction, 1));
  }

  private static PredictionType prediction(Family family) {
    return family == Family.SD2 ? PredictionType.V : PredictionType.EPSILON;
  }

  private static int[] render(Renderer renderer, String prompt, String negative) {
    RenderRequest request =
        new RenderRequest(prompt, negative, 64, 96, Sampler.named("Euler"), 4, 3, List.of(3L), 1);
    BufferedImage picture = renderer.render(request).get(0);
    return picture.getRGB(0, 0, 64, 96, null, 0, 64);
  }
}
