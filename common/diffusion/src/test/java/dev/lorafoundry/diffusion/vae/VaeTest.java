package dev.lorafoundry.diffusion.vae;

import dev.lorafoundry.diffusion.Fixtures;
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
import org.junit.jupiter.params.provider.ValueSource;

final class VaeTest {
  private static final double TOLERANCE = 1e-4;
  private static final SafetensorsFile GOLDEN = Fixtures.tensors("sd1/forward.safetensors");

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void encodesAsTheReference(String example) {
    Program program = new Program("encoder");
    VaeEncoder encoder = new VaeEncoder(vae(program));
    program.method(
        "encode",
        m -> {
          VaeEncoder.Posterior posterior = encoder.forward(m.input("image"));
          m.returns("mean", posterior.mean());
          m.returns("logvar", posterior.logVariance());
        });

    try (Executable executable = Models.load(program);
        Tensor image = Models.tensor(GOLDEN.get("vae." + example + ".image"));
        Outputs outputs = executable.run("encode", Map.of("image", image))) {
      assertGolden(outputs, "mean", example);
      assertGolden(outputs, "logvar", example);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void decodesAsTheReference(String example) {
    Program program = new Program("decoder");
    VaeDecoder decoder = new VaeDecoder(vae(program));
    program.method("decode", m -> m.returns("decoded", decoder.forward(m.input("latents"))));

    try (Executable executable = Models.load(program);
        Tensor latents = Models.tensor(GOLDEN.get("vae." + example + ".latents"));
        Outputs outputs = executable.run("decode", Map.of("latents", latents))) {
      assertGolden(outputs, "decoded", example);
    }
  }

  private static void assertGolden(Outputs outputs, String name, String example) {
    float[] expected = GOLDEN.get("vae." + example + "." + name).toFloats();
    Numbers.assertClose(outputs.get(name).toFloats(), expected, TOLERANCE);
  }

  private static Weights vae(Program program) {
    return Models.sd1(program).at("first_stage_model");
  }
}
