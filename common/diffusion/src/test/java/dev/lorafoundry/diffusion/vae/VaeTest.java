package dev.lorafoundry.diffusion.vae;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VaeTest {
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @CsvSource({"SD1, a", "SD1, b", "SD2, a", "SD2, b", "SDXL, a", "SDXL, b"})
  void encodesAsTheReference(Family family, String example) {
    Program program = new Program("encoder");
    VaeEncoder encoder = new VaeEncoder(vae(family, program));
    program.method(
        "encode",
        m -> {
          VaeEncoder.Posterior posterior = encoder.forward(m.input("image"));
          m.returns("mean", posterior.mean());
          m.returns("logvar", posterior.logVariance());
        });

    try (Executable executable = Models.load(family, program, Map.of());
        Tensor image = Models.tensor(golden(family).get("vae." + example + ".image"));
        Outputs outputs = executable.run("encode", Map.of("image", image))) {
      assertGolden(family, outputs, "mean", example);
      assertGolden(family, outputs, "logvar", example);
    }
  }

  @ParameterizedTest
  @CsvSource({"SD1, a", "SD1, b", "SD2, a", "SD2, b", "SDXL, a", "SDXL, b"})
  void decodesAsTheReference(Family family, String example) {
    Program program = new Program("decoder");
    VaeDecoder decoder = new VaeDecoder(vae(family, program));
    program.method("decode", m -> m.returns("decoded", decoder.forward(m.input("latents"))));

    try (Executable executable = Models.load(family, program, Map.of());
        Tensor latents = Models.tensor(golden(family).get("vae." + example + ".latents"));
        Outputs outputs = executable.run("decode", Map.of("latents", latents))) {
      assertGolden(family, outputs, "decoded", example);
    }
  }

  private static void assertGolden(Family family, Outputs outputs, String name, String example) {
    float[] expected = golden(family).get("vae." + example + "." + name).toFloats();
    Numbers.assertClose(outputs.get(name).toFloats(), expected, TOLERANCE);
  }

  private static Weights vae(Family family, Program program) {
    return Models.weights(family, program).at("first_stage_model");
  }

  private static SafetensorsFile golden(Family family) {
    return Models.golden(family, "forward");
  }
}
