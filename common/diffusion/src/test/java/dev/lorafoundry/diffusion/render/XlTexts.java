package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.model.TextEncoders;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** What SDXL's encoders make of a plain prompt of one chunk, laid out as in training. */
final class XlTexts {
  private final float[] states;
  private final float[] pooled;

  private XlTexts(Outputs outputs) {
    states = outputs.get("states").toFloats();
    pooled = outputs.get("pooled").toFloats();
  }

  float[] states() {
    return states.clone();
  }

  float[] pooled() {
    return pooled.clone();
  }

  static XlTexts of(ClipTokenizer tokenizer, String prompt) {
    Program program = new Program("text");
    TextEncoders encoders =
        TextEncoders.of(
            Family.SDXL, Models.weights(Family.SDXL, program), 1, TextProjection.STORED);
    program.method(
        "encode",
        m -> {
          TextEncoders.Encoded encoded =
              encoders.forward(List.of(m.input("first"), m.input("second")));
          m.returns("states", encoded.states());
          m.returns("pooled", encoded.pooled().orElseThrow());
        });
    List<TokenChunks> chunks =
        TextEncoders.layouts(Family.SDXL, tokenizer).stream()
            .map(layout -> TokenChunks.of(layout, tokenizer.encode(prompt), 75))
            .toList();
    try (Executable executable = Models.load(Family.SDXL, program, Map.of());
        Tensor first = ids(chunks.get(0));
        Tensor second = ids(chunks.get(1));
        Outputs outputs = executable.run("encode", Map.of("first", first, "second", second))) {
      return new XlTexts(outputs);
    }
  }

  private static Tensor ids(TokenChunks chunks) {
    return Models.RUNTIME.longs(Shape.of(1, 1, TokenChunks.LENGTH), chunks.toArray());
  }
}
