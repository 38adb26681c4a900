package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Numbers;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class TimeEmbeddingTest {
  private static final double TOLERANCE = 1e-4;

  static Stream<JsonNode> examples() {
    return Fixtures.json("misc/timestep_embedding.json").path("unet").valueStream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isTheReferences(JsonNode example) {
    float[] own = TimeEmbedding.of(example.path("dim").asLong(), example.path("t").asDouble());

    Numbers.assertClose(own, floats(example.path("values")), TOLERANCE);
  }

  private static float[] floats(JsonNode list) {
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) list.get(i).asDouble();
    }
    return floats;
  }
}
