package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Tensor;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MergedLorasTest {
  private static final double TOLERANCE = 1e-4;

  static Stream<Arguments> changes() {
    return LoraNetworkTest.changes();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aMergedModelPredictsAsTheModelWithTheLora(Family family, String file, String weight)
      throws IOException {
    SafetensorsFile golden = WholeModel.golden(family);
    double multiplier = Double.parseDouble(weight);

    Map<String, float[]> merged =
        outputs(family, List.of(merge(WholeModel.lora(family, file), multiplier)));

    for (String name : WholeModel.outputs(family)) {
      Numbers.assertClose(
          merged.get(name), golden.get(file + ".x" + weight + "." + name).toFloats(), TOLERANCE);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void severalAddUp(Family family) throws IOException {
    LoraFile lora = WholeModel.lora(family, "lora");
    LoraFile locon = WholeModel.lora(family, "locon");

    Map<String, float[]> plain = outputs(family, List.of());
    Map<String, float[]> once = outputs(family, List.of(merge(lora, 0.5)));
    Map<String, float[]> there =
        outputs(family, List.of(merge(lora, 1), merge(locon, 0.7), merge(lora, -0.5)));
    Map<String, float[]> back =
        outputs(
            family,
            List.of(merge(lora, 1), merge(locon, 0.7), merge(lora, -0.5), merge(locon, -0.7)));

    for (String name : WholeModel.outputs(family)) {
      Numbers.assertClose(back.get(name), once.get(name), TOLERANCE);
      assertThat(there.get(name)).isNotEqualTo(once.get(name));
      assertThat(once.get(name)).isNotEqualTo(plain.get(name));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SD2", "SDXL"})
  void refusesALoraOfAnotherFamily(Family family) {
    List<MergedLoras.Merge> others = List.of(merge(WholeModel.lora(Family.SD1, "lora"), 1));

    assertThatThrownBy(() -> MergedLoras.of(Models.RUNTIME, Models.shapes(family), others))
        .isInstanceOf(LoraRefused.class)
        .hasMessageContaining("family");
  }

  private static MergedLoras.Merge merge(LoraFile file, double multiplier) {
    return new MergedLoras.Merge("some", file, multiplier);
  }

  private static Map<String, float[]> outputs(Family family, List<MergedLoras.Merge> merges)
      throws IOException {
    Map<String, Tensor> inputs = new HashMap<>();
    Program program = WholeModel.adapted(family, Optional.empty(), inputs);
    Map<String, float[]> all = new HashMap<>();
    try (BaseModelFile plain = BaseModelFile.open(Models.golden(family, "model").path());
        MergedLoras loras = MergedLoras.of(Models.RUNTIME, plain.shapes(), merges);
        Executable executable = plain.changedBy(loras).load(Models.RUNTIME, program);
        Outputs outputs = executable.run("all", inputs)) {
      WholeModel.outputs(family).forEach(name -> all.put(name, outputs.get(name).toFloats()));
    }
    inputs.values().forEach(Tensor::close);
    return all;
  }
}
