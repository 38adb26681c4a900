package dev.lorafoundry.diffusion.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.FullSize;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.ModelSizes;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelShapesTest {
  private static final String ENCODER = Prefixes.VAE + ".encoder.";

  @ParameterizedTest
  @CsvSource({"SD1, 859520964", "SD2, 865910724", "SDXL, 2567463684"})
  void fullSizeHasAsManyNumbersAsTheReleasedUNet(Family family, long numbers) {
    long all =
        FullSize.of(family).entrySet().stream()
            .filter(each -> each.getKey().startsWith(FullSize.UNET))
            .mapToLong(each -> each.getValue().elements())
            .sum();

    assertThat(all).isEqualTo(numbers);
  }

  @ParameterizedTest
  @EnumSource
  void areThoseOfTheReleasedUNet(Family family) {
    Map<String, Shape> shapes = ModelShapes.of(family, released(family));

    assertThat(matrices(shapes)).isEqualTo(matrices(FullSize.of(family)));
  }

  @ParameterizedTest
  @MethodSource("dev.lorafoundry.diffusion.Models#families")
  void areThoseOfAFile(Family family) throws IOException {
    try (BaseModelFile file = BaseModelFile.open(Models.golden(family, "model").path())) {
      Map<String, Shape> shapes = ModelShapes.of(family, file.sizes());

      assertThat(matrices(shapes)).isEqualTo(matrices(file.shapes()));
      assertThat(matrices(shapes, ENCODER)).isEqualTo(matrices(file.shapes(), ENCODER));
    }
  }

  /** As it was stored before models told of their transformers. */
  private static ModelSizes released(Family family) {
    List<Long> vae = List.of(128L, 256L, 512L, 512L);
    List<Long> widths = List.of(320L, 640L, 1280L, 1280L);
    return switch (family) {
      case SD1 -> new ModelSizes(widths, List.of(), 768, 12, 768, vae, 0);
      case SD2 -> new ModelSizes(widths, List.of(), 1024, 24, 1024, vae, 0);
      case SDXL -> new ModelSizes(widths.subList(0, 3), List.of(), 2048, 32, 1280, vae, 0);
    };
  }

  /** Weights of the U-Net's layers. */
  private static Map<String, Shape> matrices(Map<String, Shape> shapes) {
    return matrices(shapes, FullSize.UNET);
  }

  private static Map<String, Shape> matrices(Map<String, Shape> shapes, String part) {
    Map<String, Shape> matrices = new TreeMap<>();
    shapes.forEach(
        (name, shape) -> {
          if (name.startsWith(part) && shape.rank() > 1) {
            matrices.put(name, shape);
          }
        });
    return matrices;
  }
}
