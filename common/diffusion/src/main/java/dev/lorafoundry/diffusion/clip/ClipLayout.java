package dev.lorafoundry.diffusion.clip;

import dev.lorafoundry.diffusion.nn.LayerNorm;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;
import java.util.function.UnaryOperator;

/** Whose text encoder a checkpoint holds: by which names, and with which GELU. */
public enum ClipLayout {
  /** OpenAI's, by the names of Hugging Face (from {@code text_model}), with its quick GELU. */
  HUGGING_FACE(
      "embeddings.token_embedding.weight",
      "embeddings.position_embedding.weight",
      "encoder.layers",
      "final_layer_norm",
      new PartNames("layer_norm1", "self_attn", "layer_norm2", "mlp.fc1", "mlp.fc2"),
      Value::quickGelu),

  /** OpenCLIP's (https://github.com/mlfoundations/open_clip), with the exact GELU. */
  OPEN_CLIP(
      "token_embedding.weight",
      "positional_embedding",
      "transformer.resblocks",
      "ln_final",
      new PartNames("ln_1", "attn", "ln_2", "mlp.c_fc", "mlp.c_proj"),
      Value::gelu);

  private final String tokens;
  private final String positions;
  private final String layers;
  private final String norm;
  private final PartNames names;
  private final UnaryOperator<Value> activation;

  ClipLayout(
      String tokens,
      String positions,
      String layers,
      String norm,
      PartNames names,
      UnaryOperator<Value> activation) {
    this.tokens = tokens;
    this.positions = positions;
    this.layers = layers;
    this.norm = norm;
    this.names = names;
    this.activation = activation;
  }

  /** Paths of a layer's parts, below that of the layer. */
  record PartNames(String norm1, String attention, String norm2, String fc1, String fc2) {}

  PartNames names() {
    return names;
  }

  Value tokenTable(Weights encoder) {
    return encoder.get(tokens);
  }

  Value positions(Weights encoder) {
    return encoder.get(positions);
  }

  Weights layers(Weights encoder) {
    return encoder.at(layers);
  }

  LayerNorm norm(Weights encoder) {
    return new LayerNorm(encoder.at(norm));
  }

  /**
   * A layer of an attention.
   *
   * @param part {@code q}, {@code k} or {@code v}
   */
  Linear projection(Weights attention, String part) {
    return this == OPEN_CLIP
        ? Linear.joined(attention, part)
        : new Linear(attention.at(part + "_proj"));
  }

  Value activated(Value x) {
    return activation.apply(x);
  }
}
