package dev.lorafoundry.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecognitionTest {
  private static final String FIRST = "model.diffusion_model.input_blocks.0.0.weight";

  private final Map<String, Shape> model = shapes("sd1/model.safetensors");

  @Test
  void recognisesSd1() {
    assertThat(Recognition.familyOf(model)).isEqualTo(Family.SD1);
  }

  @ParameterizedTest
  @CsvSource({"sd2, SD2", "sdxl, SDXL"})
  void recognisesOtherFamilies(String folder, Family family) {
    assertThat(Recognition.familyOf(shapes(folder + "/model.safetensors"))).isEqualTo(family);
  }

  @Test
  void refusesRefiner() {
    drop(name -> name.startsWith("cond_stage_model."));
    addOpenClip("conditioner.embedders.0.model", 128);

    assertRefused("SDXL refiner", "choose the SDXL base model");
  }

  @Test
  void refusesInpaintingModel() {
    model.put(FIRST, Shape.of(32, 9, 3, 3));

    assertRefused("inpainting model", "9 channels", "choose the normal model");
  }

  @Test
  void refusesModelThatTakesMoreThanLatents() {
    model.put(FIRST, Shape.of(32, 5, 3, 3));

    assertRefused("takes 5 channels");
  }

  @Test
  void refusesLora() {
    assertThatThrownBy(() -> Recognition.familyOf(shapes("sd1/lora.safetensors")))
        .isInstanceOf(ModelRefused.class)
        .hasMessageContaining("is a LoRA")
        .hasMessageContaining("choose the checkpoint");
  }

  @Test
  void refusesControlNet() {
    model.put("control_model.input_hint_block.0.weight", Shape.of(1));

    assertRefused("ControlNet");
  }

  @Test
  void refusesUNetInDiffusersLayout() {
    model.clear();
    model.put("conv_in.weight", Shape.of(32, 4, 3, 3));
    model.put("down_blocks.0.resnets.0.conv1.weight", Shape.of(32, 32, 3, 3));

    assertRefused("Diffusers layout", "convert");
  }

  @ParameterizedTest
  @CsvSource({
    "model.diffusion_model.double_blocks.0.img_attn.qkv.weight, a FLUX model",
    "single_transformer_blocks.0.attn.to_q.weight, a FLUX model",
    "model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight, a Stable Diffusion 3 model"
  })
  void namesTheKindsOfModelsThatAreRefused(String tensor, String kind) {
    model.clear();
    model.put(tensor, Shape.of(3, 1));

    assertRefused(kind, "Stable Diffusion 1, 2 and XL");
  }

  @Test
  void refusesVaeAlone() {
    drop(name -> !name.startsWith("first_stage_model."));

    assertRefused("a VAE on its own");
  }

  @Test
  void refusesTextEncoderAlone() {
    drop(name -> !name.startsWith("cond_stage_model."));

    assertRefused("a text encoder on its own");
  }

  @Test
  void refusesFileWithUnrelatedTensors() {
    model.clear();
    model.put("weight", Shape.of(3));

    assertRefused("has no U-Net");
  }

  @ParameterizedTest
  @CsvSource({
    "cond_stage_model., no text encoder",
    "first_stage_model.encoder., no VAE encoder",
    "first_stage_model.decoder., no VAE decoder"
  })
  void refusesModelWithoutOneOfItsParts(String prefix, String message) {
    drop(name -> name.startsWith(prefix));

    assertRefused(message, "full checkpoint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.diffusion_model.middle_block.1.transformer_blocks.0.attn2.to_v.weight",
        "cond_stage_model.transformer.text_model.final_layer_norm.bias",
        "first_stage_model.decoder.mid.attn_1.q.weight",
        "first_stage_model.decoder.mid.attn_1.q.bias",
        "first_stage_model.encoder.conv_in.bias",
        "model.diffusion_model.middle_block.1.transformer_blocks.0.attn2.to_out.0.bias",
        "model.diffusion_model.input_blocks.1.0.in_layers.2.bias",
        "cond_stage_model.transformer.text_model.encoder.layers.0.mlp.fc1.bias"
      })
  void refusesModelThatLacksATensorAndNamesIt(String name) {
    model.remove(name);

    assertRefused(name.substring(0, name.lastIndexOf('.')));
  }

  @ParameterizedTest
  @CsvSource({
    "input_blocks.11., has 11 input_blocks but 12 output_blocks",
    "output_blocks.11., has 12 input_blocks but 11 output_blocks",
    "middle_block.2., has 2 parts"
  })
  void refusesUNetThatLacksAWholeBlock(String block, String message) {
    drop(name -> name.startsWith("model.diffusion_model." + block));

    assertRefused("is no complete model", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {".attn2.to_k.weight", ".token_embedding.weight"})
  void refusesModelWhoseWidthIsAScalar(String suffix) {
    model.replaceAll((name, shape) -> name.endsWith(suffix) ? Shape.of() : shape);

    assertRefused("belong to different models");
  }

  @Test
  void acceptsOrRefusesModelWhateverTensorIsAScalar() {
    Map<String, String> oneOfAKind = new LinkedHashMap<>();
    model.keySet().forEach(name -> oneOfAKind.put(name.replaceAll("\\d+", "#"), name));

    for (String name : oneOfAKind.values()) {
      Shape shape = Objects.requireNonNull(model.put(name, Shape.of()));
      try {
        assertThat(Recognition.familyOf(model)).isEqualTo(Family.SD1);
      } catch (ModelRefused e) {
        assertThat(e).hasMessageEndingWith(".");
      }
      model.put(name, shape);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sd2, cond_stage_model.model.transformer.resblocks.1.attn.in_proj_weight",
    "sd2, cond_stage_model.model.ln_final.bias",
    "sdxl, conditioner.embedders.0.transformer.text_model.encoder.layers.1.mlp.fc1.weight",
    "sdxl, conditioner.embedders.1.model.text_projection",
    "sdxl, model.diffusion_model.label_emb.0.2.weight"
  })
  void refusesModelOfAnotherFamilyThatLacksATensorAndNamesIt(String folder, String name) {
    model.clear();
    model.putAll(shapes(folder + "/model.safetensors"));
    model.remove(name);

    assertRefused("is no complete model", name);
  }

  @Test
  void recognisesSdxlWhoseProjectionIsALinearLayer() {
    String projection = "conditioner.embedders.1.model.text_projection";
    model.clear();
    model.putAll(shapes("sdxl/model.safetensors"));
    model.put(projection + ".weight", Objects.requireNonNull(model.remove(projection)));

    assertThat(Recognition.familyOf(model)).isEqualTo(Family.SDXL);
  }

  @Test
  void refusesSdxlsUNetWithoutItsSizes() {
    model.clear();
    model.putAll(shapes("sdxl/model.safetensors"));
    drop(name -> name.contains(".label_emb."));

    assertRefused("label_emb");
  }

  @Test
  void refusesSdxlsUNetThatTakesOtherSizes() {
    model.clear();
    model.putAll(shapes("sdxl/model.safetensors"));
    String name = "model.diffusion_model.label_emb.0.0.weight";
    Shape shape = Objects.requireNonNull(model.get(name));
    long width = shape.size(1);
    model.put(name, Shape.of(shape.size(0), width - 256));

    assertRefused("vectors of %d numbers".formatted(width - 256), "give " + width);
  }

  @Test
  void refusesTextEncoderOfAnotherModel() {
    model.put(Prefixes.CLIP + ".embeddings.token_embedding.weight", Shape.of(1000, 768));

    assertRefused("width 768", "belong to different models");
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> Recognition.familyOf(model))
        .isInstanceOf(ModelRefused.class)
        .hasMessageEndingWith(".")
        .satisfies(it -> assertThat(it.getMessage()).contains(parts));
  }

  private void drop(Predicate<String> names) {
    model.keySet().removeIf(names);
  }

  private void addOpenClip(String prefix, long width) {
    model.put(prefix + ".token_embedding.weight", Shape.of(1000, width));
    model.put(prefix + ".transformer.resblocks.0.ln_1.weight", Shape.of(width));
    model.put(prefix + ".transformer.resblocks.1.ln_1.weight", Shape.of(width));
  }

  private static Map<String, Shape> shapes(String fixture) {
    SafetensorsFile file = Fixtures.tensors(fixture);
    Map<String, Shape> shapes = new LinkedHashMap<>();
    file.names().forEach(name -> shapes.put(name, file.shape(name)));
    return shapes;
  }
}
