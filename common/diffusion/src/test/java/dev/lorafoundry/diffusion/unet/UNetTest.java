package dev.lorafoundry.diffusion.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UNetTest {
  private static final double TOLERANCE = 1e-4;
  private static final Set<String> INPUTS =
      Set.of("latents", "timesteps", "context", "vector", "size_ids", "out");

  private final Map<String, Tensor> inputs = new HashMap<>();

  @AfterEach
  void closeInputs() {
    inputs.values().forEach(Tensor::close);
  }

  @ParameterizedTest
  @CsvSource({
    "SD1, a", "SD1, b", "SD1, c", "SD1, d", "SD2, a", "SD2, b", "SD2, c", "SD2, d", "SDXL, a",
    "SDXL, b", "SDXL, c", "SDXL, d"
  })
  void predictsAsTheReference(Family family, String example) {
    float[] out = run(DType.F32, family, example, List.of("out")).get(0);

    Numbers.assertClose(out, golden(family, example, "out"), TOLERANCE);
  }

  /** Some hundred products and sums on the way round to 8 bits, some up and some down. */
  @ParameterizedTest
  @EnumSource(Family.class)
  void predictsInBf16WhatItsDigitsTell(Family family) {
    float[] out = run(DType.BF16, family, "a", List.of("out")).get(0);

    double digit = Math.pow(2, -8);
    assertThat(Numbers.relativeError(out, golden(family, "a", "out")))
        .isBetween(digit / 4, Math.sqrt(100) * digit);
  }

  @ParameterizedTest
  @CsvSource({"SD1, a", "SD1, b", "SD2, a", "SD2, b", "SDXL, a", "SDXL, b"})
  void agreesWithTheReferenceInside(Family family, String example) {
    List<String> places = places(family, example);
    assertThat(places).isNotEmpty();

    List<float[]> found =
        run(DType.F32, family, example, places.stream().map(it -> ownName(family, it)).toList());

    for (int i = 0; i < places.size(); i++) {
      Numbers.assertClose(found.get(i), golden(family, example, places.get(i)), TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c", "d"})
  void tellsSizesAsTheReference(String example) {
    float[] vectors = golden(Family.SDXL, example, "vector");
    long[] ids = file(Family.SDXL).get("unet." + example + ".size_ids").toLongs();
    int samples = ids.length / 6;
    int width = vectors.length / samples;

    for (int i = 0; i < samples; i++) {
      int[] own = Arrays.stream(ids, 6 * i, 6 * i + 6).mapToInt(Math::toIntExact).toArray();
      float[] sizes = new SizeEmbedding(own[0], own[1], own[2], own[3], own[4], own[5]).toFloats();
      Numbers.assertClose(
          sizes,
          Arrays.copyOfRange(vectors, (i + 1) * width - sizes.length, (i + 1) * width),
          TOLERANCE);
    }
  }

  @Test
  void takesAVectorWhereTheModelDoes() {
    Program program = new Program("unet");
    assertThat(unet(Family.SD1, new Program("sd1")).takesVector()).isFalse();
    UNet xl = unet(Family.SDXL, program);
    assertThat(xl.takesVector()).isTrue();

    assertThatIllegalStateException()
        .isThrownBy(
            () -> program.method("none", m -> xl.forward(m.input("x"), m.input("t"), m.input("c"))))
        .withMessageContaining("takes a vector");
  }

  /** What the reference computed on the way. */
  private static List<String> places(Family family, String example) {
    String prefix = "unet." + example + ".";
    return file(family).names().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(name -> !INPUTS.contains(name))
        .toList();
  }

  /**
   * The reference names a level's end; a level is two blocks and, but for the last, a resampling.
   */
  private static String ownName(Family family, String place) {
    int level = place.matches("(down|up)\\d+") ? Integer.parseInt(place.replaceAll("\\D", "")) : 0;
    boolean last = !file(family).names().contains("unet.a.down" + (level + 1));
    return switch (place.replaceAll("\\d+$", "")) {
      case "time_embedding" -> "time";
      case "conv_in" -> "in0";
      case "down" -> "in" + (last ? 3 * level + 2 : 3 * level + 3);
      case "up" -> "out" + (3 * level + 2);
      default -> place;
    };
  }

  private List<float[]> run(DType type, Family family, String example, List<String> names) {
    Program program = new Program("unet", type);
    UNet unet = unet(family, program);
    program.method(
        "predict",
        m -> {
          predicted(m, unet).named("out");
          m.expose(names.toArray(String[]::new));
        });
    float[] timesteps = golden(family, example, "timesteps");
    double[] times = new double[timesteps.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = timesteps[i];
    }
    inputs.put(
        "time",
        Models.RUNTIME.floats(
            Shape.of(times.length, unet.timeWidth()), TimeEmbedding.of(unet.timeWidth(), times)));
    take(family, example, "latents");
    take(family, example, "context");
    if (unet.takesVector()) {
      take(family, example, "vector");
    }
    try (Executable executable = Models.load(family, program, Map.of());
        Outputs outputs = executable.run("predict", inputs)) {
      return names.stream().map(name -> outputs.get(name).toFloats()).toList();
    }
  }

  private static Value predicted(MethodScope m, UNet unet) {
    Value x = m.input("latents");
    return unet.takesVector()
        ? unet.forward(x, m.input("time"), m.input("context"), m.input("vector"))
        : unet.forward(x, m.input("time"), m.input("context"));
  }

  private void take(Family family, String example, String name) {
    inputs.put(name, Models.tensor(file(family).get("unet." + example + "." + name)));
  }

  private static UNet unet(Family family, Program program) {
    return new UNet(
        Models.weights(family, program).at("model.diffusion_model"), HeadRule.of(family));
  }

  private static float[] golden(Family family, String example, String name) {
    return file(family).get("unet." + example + "." + name).toFloats();
  }

  private static SafetensorsFile file(Family family) {
    return Models.golden(family, "forward");
  }
}
