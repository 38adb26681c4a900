package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.Shape;
import java.util.Map;

/** Tensors of the text encoder: CLIP's, with two layers of one head. */
final class TextLayout {
  static final String PREFIX = "cond_stage_model.transformer.text_model";
  static final long WIDTH = 64;

  private static final int LAYERS = 2;

  private TextLayout() {}

  static Map<String, Shape> shapes(long tokens) {
    Names names = Names.empty();
    Names text = names.at(PREFIX);
    text.table("embeddings.token_embedding", tokens, WIDTH);
    text.table("embeddings.position_embedding", TokenChunks.LENGTH, WIDTH);
    for (int i = 0; i < LAYERS; i++) {
      Names layer = text.at("encoder.layers").at(i);
      layer.norm("layer_norm1", WIDTH);
      for (String each : new String[] {"k_proj", "v_proj", "q_proj", "out_proj"}) {
        layer.linear("self_attn." + each, WIDTH, WIDTH);
      }
      layer.norm("layer_norm2", WIDTH);
      layer.linear("mlp.fc1", WIDTH, 4 * WIDTH);
      layer.linear("mlp.fc2", 4 * WIDTH, WIDTH);
    }
    text.norm("final_layer_norm", WIDTH);
    return names.shapes();
  }
}
