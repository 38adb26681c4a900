package dev.lorafoundry.diffusion.unet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UNetTest {
  private static final double TOLERANCE = 1e-4;
  private static final SafetensorsFile GOLDEN = Fixtures.tensors("sd1/forward.safetensors");

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c", "d"})
  void predictsAsTheReference(String example) {
    assertThat(GOLDEN.names()).contains("unet." + example + ".out");
    float[] out = run(example, List.of("out")).get(0);

    Numbers.assertClose(out, golden(example, "out"), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void agreesWithTheReferenceInside(String example) {
    List<String> places = places(example);
    assertThat(places).isNotEmpty();

    List<float[]> found = run(example, places.stream().map(UNetTest::ownName).toList());

    for (int i = 0; i < places.size(); i++) {
      Numbers.assertClose(found.get(i), golden(example, places.get(i)), TOLERANCE);
    }
  }

  /** What the reference computed on the way. */
  private static List<String> places(String example) {
    String prefix = "unet." + example + ".";
    return GOLDEN.names().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(name -> !Set.of("latents", "timesteps", "context", "out").contains(name))
        .toList();
  }

  /**
   * The reference names a level's end; a level is two blocks and, but for the last, a resampling.
   */
  private static String ownName(String place) {
    int level = place.matches("(down|up)\\d+") ? Integer.parseInt(place.replaceAll("\\D", "")) : 0;
    return switch (place.replaceAll("\\d+$", "")) {
      case "time_embedding" -> "time";
      case "conv_in" -> "in0";
      case "down" -> "in" + (has("unet.a.down" + (level + 1)) ? 3 * level + 3 : 3 * level + 2);
      case "up" -> "out" + (3 * level + 2);
      default -> place;
    };
  }

  private static boolean has(String name) {
    return GOLDEN.names().contains(name);
  }

  private static List<float[]> run(String example, List<String> names) {
    Program program = new Program("unet");
    UNet unet = new UNet(Models.sd1(program).at("model.diffusion_model"), HeadRule.of(Family.SD1));
    program.method(
        "predict",
        m -> {
          unet.forward(m.input("x"), m.input("time"), m.input("context")).named("out");
          m.expose(names.toArray(String[]::new));
        });
    float[] timesteps = golden(example, "timesteps");
    double[] times = new double[timesteps.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = timesteps[i];
    }
    try (Executable executable = Models.load(program);
        Tensor x = Models.tensor(GOLDEN.get("unet." + example + ".latents"));
        Tensor context = Models.tensor(GOLDEN.get("unet." + example + ".context"));
        Tensor time =
            Models.RUNTIME.floats(
                Shape.of(times.length, unet.timeWidth()),
                TimeEmbedding.of(unet.timeWidth(), times));
        Outputs outputs =
            executable.run("predict", Map.of("x", x, "time", time, "context", context))) {
      return names.stream().map(name -> outputs.get(name).toFloats()).toList();
    }
  }

  private static float[] golden(String example, String name) {
    return GOLDEN.get("unet." + example + "." + name).toFloats();
  }
}
