package dev.lorafoundry.diffusion.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Tokens;
import dev.lorafoundry.diffusion.lora.BlockPlan;
import dev.lorafoundry.diffusion.lora.Changes;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.lora.LoraRefused;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.diffusion.sampler.Sampler;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.TensorRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RendererLoraTest {
  private final Renderer renderer =
      Renderer.open(Models.RUNTIME, Bases.model(Family.SD1), Tokens.sd1(), 1);

  @AfterEach
  void close() {
    renderer.close();
  }

  @Test
  void loraChangesThePictureByItsWeight() throws IOException {
    int[] without = render(1);
    renderer.use(lora("lora"));

    int[] full = render(1);
    int[] half = render(0.5);

    assertThat(distance(full, without)).isGreaterThan(1);
    assertThat(distance(half, without)).isGreaterThan(0.3).isLessThan(distance(full, without));
  }

  @Test
  void weightZeroAndNoLoraShowTheBaseModel() throws IOException {
    int[] without = render(1);
    renderer.use(lora("lora"));

    assertThat(distance(render(0), without)).isLessThan(0.1);
    renderer.useNone();
    assertThat(distance(render(1), without)).isLessThan(0.1);
  }

  @Test
  void divergedLoraDoesNotShowWithWeightZeroNorWhenItIsDropped() throws IOException {
    int[] without = render(1);
    LoraFile diverged = mapped(lora("lora"), Float.NaN);
    renderer.use(diverged);

    assertThat(distance(render(0), without)).isLessThan(0.1);
    assertThatThrownBy(() -> render(1)).isInstanceOf(RenderingFailed.class);
    renderer.useNone();
    assertThat(render(1)).isEqualTo(without);
  }

  @Test
  void loraShowsAgainAfterWeightZero() throws IOException {
    renderer.use(lora("lora"));
    int[] shown = render(1);

    render(0);

    assertThat(render(1)).isEqualTo(shown);
    render(0);
    renderer.use(negated(lora("lora")));
    assertThat(distance(render(1), shown)).isGreaterThan(1);
  }

  @Test
  void exchangesLoraOfTheSameShapes() throws IOException {
    LoraFile first = lora("lora");
    renderer.use(first);
    int[] shown = render(1);

    renderer.use(negated(first));
    int[] other = render(1);
    renderer.use(first);

    assertThat(distance(other, shown)).isGreaterThan(1);
    assertThat(render(1)).isEqualTo(shown);
  }

  @Test
  void takesLoraOfOtherShapes() throws IOException {
    renderer.use(lora("lora"));
    int[] shown = render(1);

    renderer.use(lora("locon"));

    assertThat(distance(render(1), shown)).isGreaterThan(0.3);
  }

  @ParameterizedTest
  @CsvSource({"network, LoHa", "network, LoKr", "dora, inputs", "dora, outputs"})
  void showsAndExchangesOtherNetworks(String setting, String kind) throws IOException {
    int[] without = render(1);
    renderer.use(drawn(setting, kind, 1));
    int[] first = render(1);

    renderer.use(drawn(setting, kind, 2));
    int[] second = render(1);
    renderer.use(drawn(setting, kind, 1));

    assertThat(distance(first, without)).isGreaterThan(0.3);
    assertThat(distance(second, first)).isGreaterThan(0.3);
    assertThat(render(1)).isEqualTo(first);
    assertThat(distance(render(0), without)).isLessThan(0.1);
    renderer.use(lora("lora"));
    assertThat(distance(render(1), first)).isGreaterThan(0.3);
  }

  @Test
  void forgetsTheProgramsWhenOthersCannotBeLoaded() throws IOException {
    BaseModelFile model = Bases.open(Family.SD1);
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        Renderer own = Renderer.open(runtime, model, Tokens.sd1(), 1)) {
      int decoder = runtime.openTensors();
      own.use(lora("lora"));
      model.close(); // so that no more programs can be loaded

      assertThatThrownBy(() -> own.use(lora("locon"))).isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(() -> own.use(lora("lora")))
          .as("it is loaded anew")
          .isInstanceOf(UncheckedIOException.class);
      assertThat(runtime.openTensors()).isEqualTo(decoder);
    }
  }

  @Test
  void leavesNothingBehind() throws IOException {
    try (TensorRuntime runtime = TensorRuntime.cpu(1)) {
      try (Renderer own = Renderer.open(runtime, Bases.model(Family.SD1), Tokens.sd1(), 1)) {
        own.use(lora("lora"));
        int loaded = runtime.openTensors();

        own.use(negated(lora("lora")));
        render(own, 1);

        assertThat(runtime.openTensors()).isEqualTo(loaded);
      }
      assertThat(runtime.openTensors()).isZero();
    }
  }

  @Test
  void refusesLoraThatFitsNoLayerAndGoesOnWithoutIt() throws IOException {
    StoredTensor matrix = StoredTensor.floats(Shape.of(1, 1), 1);
    LoraFile foreign =
        new LoraFile(
            Map.of("lora_x.lora_down.weight", matrix, "lora_x.lora_up.weight", matrix), Map.of());

    assertThatThrownBy(() -> renderer.use(foreign))
        .isInstanceOf(LoraRefused.class)
        .hasMessageContaining("fits no layer");
    assertThat(render(1)).isNotEmpty();
  }

  @Test
  void refusesLoraOfAnotherFamilyWithTheSameNames() throws IOException {
    LoraFile foreign = LoraFile.read(Models.golden(Family.SD2, "lora").path());

    assertThatThrownBy(() -> renderer.use(foreign))
        .isInstanceOf(LoraRefused.class)
        .hasMessageContaining("lora_")
        .hasMessageEndingWith("the LoRA was trained on a model of another family.");
    assertThat(render(1)).isNotEmpty();
  }

  @Test
  void saysThatDivergedLoraGivesNoPicture() throws IOException {
    renderer.use(mapped(lora("lora"), Float.NaN));

    assertThatThrownBy(() -> render(1))
        .isInstanceOf(RenderingFailed.class)
        .hasMessageContaining("diverged");
  }

  private int[] render(double weight) {
    return render(renderer, weight);
  }

  private static int[] render(Renderer renderer, double weight) {
    RenderRequest request =
        new RenderRequest("ab cd", "", 64, 64, Sampler.named("Euler"), 4, 3, List.of(3L), weight);
    return renderer.render(request).get(0).getRGB(0, 0, 64, 64, null, 0, 64);
  }

  private static LoraFile lora(String name) throws IOException {
    return LoraFile.read(Fixtures.path("sd1/" + name + ".safetensors"));
  }

  private static LoraFile drawn(String setting, String kind, long seed) {
    BlockPlan plan =
        BlockPlan.of(
            Family.SD1,
            SettingsCatalogue.TRAINING
                .read(Map.of(setting, kind, "rank", 4, "alpha", 8, "convRank", 2))
                .network(),
            BlockSettings.DEFAULTS);
    return Changes.file(LoraNetwork.create(Models.sd1Shapes(), Family.SD1, plan), seed, 0.4);
  }

  private static LoraFile negated(LoraFile lora) {
    return mapped(lora, -1);
  }

  /** The LoRA with all its changes multiplied. */
  private static LoraFile mapped(LoraFile lora, float factor) {
    Map<String, StoredTensor> tensors = new HashMap<>(lora.tensors());
    tensors.replaceAll((name, tensor) -> name.contains("lora_up") ? times(tensor, factor) : tensor);
    return new LoraFile(tensors, lora.metadata());
  }

  private static StoredTensor times(StoredTensor tensor, float factor) {
    float[] numbers = tensor.to(DType.F32).toFloats();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= factor;
    }
    return StoredTensor.floats(tensor.shape(), numbers);
  }

  private static double distance(int[] a, int[] b) {
    return Arrays.stream(new int[] {0, 8, 16})
        .mapToDouble(
            shift -> {
              double sum = 0;
              for (int i = 0; i < a.length; i++) {
                sum += Math.abs((a[i] >> shift & 0xff) - (b[i] >> shift & 0xff));
              }
              return sum / a.length;
            })
        .average()
        .orElseThrow();
  }
}
