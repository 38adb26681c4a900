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
import org.junit.jupiter.api.Test;
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

  @Test
  void agreesWithTheReferenceInside() {
    Map<String, String> places =
        Map.of(
            "time",
            "time_embedding",
            "in0",
            "conv_in",
            "in3",
            "down0",
            "in6",
            "down1",
            "in9",
            "down2",
            "in11",
            "down3",
            "mid",
            "mid",
            "out2",
            "up0",
            "out5",
            "up1",
            "out8",
            "up2");
    List<String> names = List.copyOf(places.keySet());

    List<float[]> found = run("a", names);

    for (int i = 0; i < names.size(); i++) {
      Numbers.assertClose(found.get(i), golden("a", places.get(names.get(i))), TOLERANCE);
    }
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
