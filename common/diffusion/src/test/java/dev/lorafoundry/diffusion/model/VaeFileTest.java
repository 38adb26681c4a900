package dev.lorafoundry.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaeFileTest {
  private static final String PREFIX = Prefixes.VAE + ".";
  private static final String FIRST = "encoder.conv_in.weight";

  @TempDir private Path folder;

  private final SafetensorsFile model = Models.golden(Family.SD1, "model");

  @Test
  void takesThePlaceOfTheVaeInTheFile() throws IOException {
    Path own = model.path();
    Map<String, StoredTensor> other = vae();
    other.put(FIRST, changed(FIRST));
    try (BaseModelFile plain = BaseModelFile.open(own);
        BaseModelFile joined = BaseModelFile.open(own).with(VaeFile.open(written(other)))) {
      Set<String> whole = Set.of(PREFIX + FIRST);
      Set<String> same = Set.of(PREFIX + "decoder.conv_in.weight");

      assertThat(numbers(joined, PREFIX + FIRST)).isEqualTo(changed(FIRST).toFloats());
      assertThat(joined.shapes()).isEqualTo(plain.shapes());
      assertThat(joined.digest(whole)).isNotEqualTo(plain.digest(whole));
      assertThat(joined.digest(same)).isEqualTo(plain.digest(same));
      String unet = "model.diffusion_model.input_blocks.0.0.weight";
      assertThat(numbers(joined, unet)).isEqualTo(numbers(plain, unet));
    }
  }

  @Test
  void isTheSameAloneAndInACheckpoint() throws IOException {
    try (VaeFile alone = VaeFile.open(written(vae()));
        VaeFile whole = VaeFile.open(model.path())) {
      assertThat(alone.places().keySet()).isEqualTo(whole.places().keySet());
    }
  }

  @Test
  void leavesOutWhatIsNoPartOfAVae() throws IOException {
    Map<String, StoredTensor> more = vae();
    more.put("loss.logvar", StoredTensor.floats(Shape.of(1), 0));
    try (VaeFile vae = VaeFile.open(written(more))) {
      assertThat(vae.places()).doesNotContainKey(PREFIX + "loss.logvar");
    }
  }

  @Test
  void refusesAVaeOfOtherLatents() {
    Map<String, StoredTensor> flux = vae();
    flux.put("decoder.conv_in.weight", zeros(64, 16, 3, 3));

    assertRefused(flux, "latents of 16 channels", "take 4");
  }

  @Test
  void refusesWhatIsNoVae() throws IOException {
    assertRefused(Map.of("lora_unet_a.lora_down.weight", zeros(4, 4)), "no VAE");
    assertRefused(Map.of("encoder.down_blocks.0.a.weight", zeros(4, 4)), "Diffusers layout");
    Path pickle = folder.resolve("vae.pt");
    Files.write(pickle, "PK\u0003\u0004archive/data.pkl".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> VaeFile.open(pickle))
        .isInstanceOf(ModelRefused.class)
        .hasMessageContaining("pickle");
  }

  @Test
  void namesWhatIsMissing() {
    Map<String, StoredTensor> cut = vae();
    cut.remove("encoder.mid.block_1.conv1.weight");

    assertRefused(cut, "encoder.mid.block_1.conv1.weight", "Download it again");
    Map<String, StoredTensor> bare = vae();
    bare.remove("decoder.conv_in.bias");
    assertRefused(bare, "decoder.conv_in.bias", "Download it again");
  }

  private void assertRefused(Map<String, StoredTensor> tensors, String... words) {
    assertThatThrownBy(() -> VaeFile.open(written(tensors)))
        .isInstanceOf(ModelRefused.class)
        .hasMessageContainingAll(words);
  }

  /** The VAE of the tiny model, named as in a file of its own. */
  private Map<String, StoredTensor> vae() {
    Map<String, StoredTensor> vae = new HashMap<>();
    for (String name : model.names()) {
      if (name.startsWith(PREFIX)) {
        vae.put(name.substring(PREFIX.length()), model.get(name));
      }
    }
    return vae;
  }

  private StoredTensor changed(String name) {
    StoredTensor tensor = model.get(PREFIX + name);
    float[] numbers = tensor.toFloats();
    numbers[0] += 1;
    return StoredTensor.floats(tensor.shape(), numbers);
  }

  private static StoredTensor zeros(long... sizes) {
    Shape shape = Shape.of(sizes);
    return StoredTensor.floats(shape, new float[(int) shape.elements()]);
  }

  private Path written(Map<String, StoredTensor> tensors) throws IOException {
    Path path = folder.resolve("vae.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of());
    return path;
  }

  private static float[] numbers(BaseModelFile file, String name) {
    try (ModelTensors tensors = file.tensors(Models.RUNTIME)) {
      Tensor tensor = Objects.requireNonNull(tensors.find(name));
      return tensor.toFloats();
    }
  }
}
