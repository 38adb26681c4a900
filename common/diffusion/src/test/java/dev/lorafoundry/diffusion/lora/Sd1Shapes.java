package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and shapes of the weights of Stable Diffusion 1.x that matter to LoRA. */
final class Sd1Shapes {
  private static final int CONTEXT = 768;

  private final Map<String, Shape> shapes = new LinkedHashMap<>();

  private Sd1Shapes() {}

  static Map<String, Shape> all() {
    Sd1Shapes all = new Sd1Shapes();
    all.unet();
    for (int i = 0; i < 12; i++) {
      all.textLayer("cond_stage_model.transformer.text_model.encoder.layers." + i + ".");
    }
    all.put("cond_stage_model.transformer.text_model.embeddings.token_embedding", 49408, CONTEXT);
    all.put("first_stage_model.encoder.mid.attn_1.q", 512, 512, 1, 1);
    all.put("first_stage_model.quant_conv", 8, 8, 1, 1);
    return all.shapes;
  }

  private void unet() {
    put("model.diffusion_model.time_embed.0", 1280, 320);
    put("model.diffusion_model.input_blocks.0.0", 320, 4, 3, 3);
    int[] widths = {320, 640, 1280, 1280};
    int before = 320;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 2; j++) {
        String block = "model.diffusion_model.input_blocks." + (1 + 3 * i + j);
        resnet(block + ".0.", before, widths[i]);
        before = widths[i];
        if (i < 3) {
          transformer(block + ".1.", widths[i]);
        }
      }
      if (i < 3) {
        put(
            "model.diffusion_model.input_blocks." + (3 + 3 * i) + ".0.op",
            widths[i],
            widths[i],
            3,
            3);
      }
    }
    resnet("model.diffusion_model.middle_block.0.", 1280, 1280);
    transformer("model.diffusion_model.middle_block.1.", 1280);
    resnet("model.diffusion_model.middle_block.2.", 1280, 1280);
    int[] in = {2560, 2560, 2560, 2560, 2560, 1920, 1920, 1280, 960, 960, 640, 640};
    for (int n = 0; n < 12; n++) {
      int width = widths[3 - n / 3];
      String block = "model.diffusion_model.output_blocks." + n;
      resnet(block + ".0.", in[n], width);
      if (n >= 3) {
        transformer(block + ".1.", width);
      }
      if (n % 3 == 2 && n < 11) {
        put(block + (n == 2 ? ".1.conv" : ".2.conv"), width, width, 3, 3);
      }
    }
    put("model.diffusion_model.out.2", 4, 320, 3, 3);
  }

  private void resnet(String path, int in, int out) {
    put(path + "in_layers.2", out, in, 3, 3);
    put(path + "emb_layers.1", out, 1280);
    put(path + "out_layers.3", out, out, 3, 3);
    if (in != out) {
      put(path + "skip_connection", out, in, 1, 1);
    }
  }

  private void transformer(String path, int width) {
    put(path + "proj_in", width, width, 1, 1);
    put(path + "proj_out", width, width, 1, 1);
    String block = path + "transformer_blocks.0.";
    for (String attention : new String[] {"attn1.", "attn2."}) {
      int context = attention.equals("attn1.") ? width : CONTEXT;
      put(block + attention + "to_q", width, width);
      put(block + attention + "to_k", width, context);
      put(block + attention + "to_v", width, context);
      put(block + attention + "to_out.0", width, width);
    }
    put(block + "ff.net.0.proj", 8L * width, width);
    put(block + "ff.net.2", width, 4L * width);
    shapes.put(block + "norm1.weight", Shape.of(width));
  }

  private void textLayer(String path) {
    for (String name : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
      put(path + "self_attn." + name, CONTEXT, CONTEXT);
    }
    put(path + "mlp.fc1", 4 * CONTEXT, CONTEXT);
    put(path + "mlp.fc2", CONTEXT, 4 * CONTEXT);
    shapes.put(path + "layer_norm1.weight", Shape.of(CONTEXT));
  }

  private void put(String layer, long... shape) {
    shapes.put(layer + ".weight", Shape.of(shape));
    shapes.put(layer + ".bias", Shape.of(shape[0]));
  }
}
