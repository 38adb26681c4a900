package dev.lorafoundry.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TextEncodersTest {
  private static final double TOLERANCE = 1e-4;
  private static final String MATRIX = "conditioner.embedders.1.model.text_projection";

  @ParameterizedTest
  @CsvSource({
    "text., STORED, pooled",
    "text., TRANSPOSED, pooled_sdscripts",
    "text.long150., STORED, pooled",
    "text.long150., TRANSPOSED, pooled_sdscripts",
    "text.long225., STORED, pooled"
  })
  void sdxlEncodesAsTheReference(String example, TextProjection projection, String pooled) {
    SafetensorsFile golden = Models.golden(Family.SDXL, "forward");
    long width = golden.shape(example + "te1_hidden").size(-1);
    Program program = new Program("text");
    TextEncoders encoders =
        TextEncoders.of(Family.SDXL, Models.weights(Family.SDXL, program), 1, projection);
    program.method(
        "encode",
        m -> {
          TextEncoders.Encoded encoded =
              encoders.forward(List.of(m.input("first"), m.input("second")));
          m.returns("states1", encoded.states().slice(2, 0, width));
          m.returns("states2", encoded.states().slice(2, width, encoders.width()));
          m.returns("pooled", encoded.pooled().orElseThrow());
        });

    try (Executable executable = Models.load(Family.SDXL, program, Map.of());
        Tensor first = tokens(golden.get(example + "tokens1"));
        Tensor second = tokens(golden.get(example + "tokens2"));
        Outputs outputs = executable.run("encode", Map.of("first", first, "second", second))) {
      assertClose(outputs, "states1", golden.get(example + "te1_hidden"));
      assertClose(outputs, "states2", golden.get(example + "te2_hidden"));
      assertClose(outputs, "pooled", golden.get(example + pooled));
    }
  }

  /** What sd-scripts makes of a matrix by mistake is right for the weight of a linear layer. */
  @ParameterizedTest
  @EnumSource(TextProjection.class)
  void takesAProjectionThatIsALinearLayerForOne(TextProjection projection) {
    SafetensorsFile golden = Models.golden(Family.SDXL, "forward");
    StoredTensor matrix = Models.golden(Family.SDXL, "model").get(MATRIX);
    Map<String, Shape> shapes = new HashMap<>(Models.shapes(Family.SDXL));
    shapes.remove(MATRIX);
    shapes.put(MATRIX + ".weight", matrix.shape());
    Program program = new Program("text");
    TextEncoders encoders =
        TextEncoders.of(Family.SDXL, Weights.of(program, shapes), 1, projection);
    program.method(
        "encode",
        m ->
            m.returns(
                "pooled",
                encoders
                    .forward(List.of(m.input("first"), m.input("second")))
                    .pooled()
                    .orElseThrow()));

    try (Tensor weight = Models.tensor(matrix);
        Executable executable =
            Models.load(Family.SDXL, program, Map.of(MATRIX + ".weight", weight));
        Tensor first = tokens(golden.get("text.tokens1"));
        Tensor second = tokens(golden.get("text.tokens2"));
        Outputs outputs = executable.run("encode", Map.of("first", first, "second", second))) {
      assertClose(outputs, "pooled", golden.get("text.pooled_sdscripts"));
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void statesAreAsWideAsTheUNetTakesThem(Family family) {
    TextEncoders encoders =
        TextEncoders.of(
            family, Models.weights(family, new Program("text")), 1, TextProjection.STORED);

    assertThat(encoders.width())
        .isEqualTo(ModelSizes.of(Models.shapes(family), family).contextWidth());
    assertThat(encoders.count()).isEqualTo(family == Family.SDXL ? 2 : 1);
  }

  private static void assertClose(Outputs outputs, String name, StoredTensor golden) {
    Numbers.assertClose(outputs.get(name).toFloats(), golden.toFloats(), TOLERANCE);
  }

  private static Tensor tokens(StoredTensor stored) {
    List<Long> sizes = stored.shape().sizes();
    long chunks = sizes.size() == 3 ? sizes.get(1) : 1;
    return Models.longs(stored, Shape.of(sizes.get(0), chunks, 77));
  }
}
