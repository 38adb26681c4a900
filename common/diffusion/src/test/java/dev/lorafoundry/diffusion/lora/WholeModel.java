package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.model.TextEncoders;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.diffusion.unet.HeadRule;
import dev.lorafoundry.diffusion.unet.TimeEmbedding;
import dev.lorafoundry.diffusion.unet.UNet;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** U-Net and text encoders of the fixtures, with what the reference was given for them. */
public final class WholeModel {
  private WholeModel() {}

  public static List<String> outputs(Family family) {
    return family == Family.SDXL
        ? List.of("unet", "te1_hidden", "te2_hidden", "pooled", "pooled_sdscripts")
        : List.of("unet", "text");
  }

  /** The whole model with a network; adds the inputs of the reference. */
  public static Program adapted(
      Family family, Optional<LoraNetwork> network, Map<String, Tensor> inputs) {
    Program program = new Program("adapted");
    Weights weights = weights(family, program, network);
    TextEncoders text = TextEncoders.of(family, weights, 1, TextProjection.STORED);
    TextEncoders other = TextEncoders.of(family, weights, 1, TextProjection.TRANSPOSED);
    UNet unet = new UNet(weights.at("model.diffusion_model"), HeadRule.of(family));
    program.method(
        "all",
        m -> {
          network.ifPresent(it -> it.scaleBy(m.input("weight")));
          describeText(m, text, other);
          Value x = m.input("latents");
          Value time = m.input("time");
          Value context = m.input("context");
          m.returns(
              "unet",
              unet.takesVector()
                  ? unet.forward(x, time, context, m.input("vector"))
                  : unet.forward(x, time, context));
        });
    SafetensorsFile golden = golden(family);
    double[] timesteps = doubles(golden.get("timesteps").toFloats());
    inputs.put(
        "time",
        Models.RUNTIME.floats(
            Shape.of(timesteps.length, unet.timeWidth()),
            TimeEmbedding.of(unet.timeWidth(), timesteps)));
    for (String name : List.of("latents", "context", "vector", "tokens", "tokens1", "tokens2")) {
      if (golden.has(name)) {
        StoredTensor stored = golden.get(name);
        boolean whole = name.startsWith("tokens");
        inputs.put(
            name,
            whole
                ? Models.longs(stored, Shape.of(stored.shape().size(0), 1, 77))
                : Models.tensor(stored));
      }
    }
    return program;
  }

  /**
   * @param other with SDXL's projection the other way
   */
  private static void describeText(MethodScope m, TextEncoders text, TextEncoders other) {
    if (text.count() == 1) {
      m.returns("text", text.forward(List.of(m.input("tokens"))).states());
      return;
    }
    List<Value> tokens = List.of(m.input("tokens1"), m.input("tokens2"));
    TextEncoders.Encoded encoded = text.forward(tokens);
    String table = Prefixes.XL_CLIP + ".embeddings.token_embedding.weight";
    long first = Models.shapes(Family.SDXL).get(table).size(1);
    m.returns("te1_hidden", encoded.states().slice(2, 0, first));
    m.returns("te2_hidden", encoded.states().slice(2, first, text.width()));
    m.returns("pooled", encoded.pooled().orElseThrow());
    m.returns("pooled_sdscripts", other.forward(tokens).pooled().orElseThrow());
  }

  public static SafetensorsFile golden(Family family) {
    return Models.golden(family, "forward_lora");
  }

  public static LoraFile lora(Family family, String file) {
    try {
      return LoraFile.read(Fixtures.path(Models.folder(family) + "/" + file + ".safetensors"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  private static Weights weights(Family family, Program program, Optional<LoraNetwork> network) {
    Weights weights = Models.weights(family, program);
    return network.map(weights::adaptedBy).orElse(weights);
  }
}
