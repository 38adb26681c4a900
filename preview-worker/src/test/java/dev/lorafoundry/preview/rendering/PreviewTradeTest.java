package dev.lorafoundry.preview.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.preview.Attempts;
import dev.lorafoundry.tensor.TensorProgramFailed;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.workerprocess.BaseModels;
import dev.lorafoundry.workerprocess.ClipVocabulary;
import dev.lorafoundry.workerprocess.TinyModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PreviewTradeTest {
  private static final TensorRuntime RUNTIME = TensorRuntime.cpu(1);

  /** The beginning of sshs_model_hash in the file. */
  private static final String LORA_HASH = "03be0f2331eb";

  @TempDir private Path folder;

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private WarmModels models;
  private PreviewTrade trade;

  @BeforeEach
  void start() {
    PreviewJobs.supply(store);
    CachedObjects cache = new CachedObjects(store, folder, 100_000_000, InstantSource.system());
    models =
        new WarmModels(
            new BaseModels(cache, ClipVocabulary.of(Optional.empty(), Optional.empty(), folder)),
            cache,
            RUNTIME);
    trade = trade(50_000_000);
  }

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void rendersEveryCombinationAndOneGrid() {
    PreviewJob job =
        PreviewJobs.with(
            Map.of(
                "samplers", "Euler a,DDIM",
                "steps", "2,3",
                "cfgScales", "1,5",
                "seeds", "7,9",
                "loraWeights", "0,1"));

    Attempts attempts = perform(job);

    List<PreviewEvent.PictureRendered> rendered =
        attempts.events(PreviewEvent.PictureRendered.class);
    assertThat(rendered).hasSize(32);
    assertThat(rendered.get(31).done()).isEqualTo(32);
    assertThat(rendered).allMatch(event -> event.total() == 32);
    Set<List<Integer>> places = new HashSet<>();
    rendered.forEach(it -> places.add(List.of(it.picture().row(), it.picture().column())));
    assertThat(places).hasSize(32);
    PreviewEvent.Finished end = attempts.last(PreviewEvent.Finished.class);
    assertThat(end.pictures()).hasSize(32);
    assertThat(end.gridKey()).isEqualTo("previews/" + job.id() + "/e2/grid.png");
    BufferedImage grid = picture(end.gridKey());
    assertThat(grid.getWidth()).isEqualTo(end.gridWidth()).isGreaterThan(8 * 64);
    assertThat(grid.getHeight()).isEqualTo(end.gridHeight()).isGreaterThan(4 * 64);
    assertThat(meters.get("lora.foundry.preview.pictures").counter().count()).isEqualTo(32);
  }

  @ParameterizedTest
  @EnumSource(names = {"SD2", "SDXL"})
  void rendersOnModelsOfOtherFamilies(Family family) {
    Attempts attempts = perform(PreviewJobs.on(family, store));

    PreviewEvent.Finished end = attempts.last(PreviewEvent.Finished.class);
    assertThat(end.pictures()).hasSize(1);
    assertThat(picture(end.gridKey()).getWidth()).isEqualTo(end.gridWidth());
  }

  @Test
  void batchCountsSeedsUp() {
    Attempts attempts = perform(PreviewJobs.with(Map.of("batchCount", 2, "batchSize", 2)));

    assertThat(attempts.events(PreviewEvent.PictureRendered.class))
        .extracting(it -> it.picture().seed())
        .containsExactly(7L, 8L, 9L, 10L);
    assertThat(attempts.events(PreviewEvent.PictureRendered.class))
        .extracting(it -> it.picture().batchIndex())
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void picturesTellHowTheyWereMade() throws IOException {
    PreviewJob job = PreviewJobs.with(Map.of("loraWeights", "0.5"));

    PreviewEvent.Picture picture =
        perform(job).events(PreviewEvent.PictureRendered.class).get(0).picture();

    assertThat(picture.key()).isEqualTo("previews/" + job.id() + "/e2/0-0-0.png");
    assertThat(parameters(picture.key()))
        .isEqualTo(
            "<lora:shape-v1-000002:0.5>, ab cd\nNegative prompt: ef\nSteps: 2, "
                + "Sampler: Euler a, CFG scale: 10, Seed: 7, Size: 64x64, Model hash: "
                + job.baseModel().sha256().substring(0, 10)
                + ", Model: \"tiny, v1\", Clip skip: 2, Lora hashes: \"shape-v1-000002: "
                + LORA_HASH
                + "\", Version: LoRA Foundry test");
  }

  @Test
  void gridTellsItsAxesAsTheWebuiDoes() throws IOException {
    PreviewJob job =
        PreviewJobs.with(
            Map.of("samplers", "Euler a,DDIM", "seeds", "7,9", "loraWeights", "0.5,1"));

    PreviewEvent.Finished end = perform(job).last(PreviewEvent.Finished.class);

    assertThat(parameters(end.gridKey()))
        .startsWith("<lora:shape-v1-000002:0.5>, ab cd\nNegative prompt: ef\nSteps: 2, ")
        .contains("Sampler: Euler a, CFG scale: 10, Seed: 7, Size: 64x64, ")
        .endsWith(
            ", Lora hashes: \"shape-v1-000002: "
                + LORA_HASH
                + "\", Script: X/Y/Z plot, X Type: Sampler, X Values: \"Euler a,DDIM\", "
                + "Y Type: Seed, Y Values: \"7,9\", Fixed Y Values: \"7, 9\", Z Type: Prompt S/R, "
                + "Z Values: \"<lora:shape-v1-000002:0.5>,<lora:shape-v1-000002:1>\", "
                + "Version: LoRA Foundry test");
    assertThat(parameters(end.pictures().get(0).key())).doesNotContain("Script");
  }

  @Test
  void takesOtherLorasOutOfThePromptAndSaysSo() throws IOException {
    PreviewJob job = PreviewJobs.with(Map.of("prompt", "ab, <lora:other:0.8>, cd"));

    Attempts attempts = perform(job);

    PreviewEvent.Finished end = attempts.last(PreviewEvent.Finished.class);
    assertThat(end.notes()).singleElement().asString().contains("<lora:other:0.8>", "prompt");
    assertThat(parameters(end.pictures().get(0).key())).doesNotContain("other");
  }

  @Test
  void weightOfTheLoraShowsInThePictures() {
    List<PreviewEvent.Picture> pictures =
        perform(PreviewJobs.with(Map.of("loraWeights", "0,1")))
            .last(PreviewEvent.Finished.class)
            .pictures();

    assertThat(store.read(ObjectKey.of(pictures.get(0).key())))
        .isNotEqualTo(store.read(ObjectKey.of(pictures.get(1).key())));
  }

  @Test
  void anotherAttemptGivesTheSamePicturesUnderItsOwnKeys() {
    PreviewJob job = PreviewJobs.with(Map.of());
    perform(job);

    Attempts again = Attempts.at(3).perform(trade, job);

    String key = again.events(PreviewEvent.PictureRendered.class).get(0).picture().key();
    assertThat(key).contains("/e3/");
    assertThat(store.read(ObjectKey.of(key)))
        .isEqualTo(store.read(ObjectKey.of(key.replace("/e3/", "/e2/"))));
  }

  @Test
  void keepsTheBaseModelForTheNextPreview() {
    perform(PreviewJobs.with(Map.of()));
    store.delete(ObjectKey.of("models/tiny.safetensors"));

    perform(PreviewJobs.with(Map.of("seeds", 8)));

    assertThat(meters.get("lora.foundry.preview.grid.time").timer().count()).isEqualTo(2);
  }

  @Test
  void readsTheModelAnewForAnotherVocabulary() {
    store.put(
        ObjectKey.of("models/other.tokenizer.json"),
        Content.of(TinyModel.tokenizer(), Content.JSON));
    PreviewJob job = PreviewJobs.with(Map.of());
    Renderer renderer = models.renderer(job);

    assertThat(models.renderer(job)).isSameAs(renderer);
    assertThat(models.renderer(on(PreviewJobs.model("models/other.tokenizer.json"))))
        .isNotSameAs(renderer);
  }

  @Test
  void decodesWithTheVaeOfTheJob() {
    byte[] file = TinyModel.checkpoint(Family.SD2);
    store.put(ObjectKey.of("vaes/other"), Content.of(file, Content.BINARY));
    VaeReference vae =
        new VaeReference(
            VaeId.random(), "other", DigestUtils.sha256Hex(file), file.length, "vaes/other");
    BaseModelReference own = PreviewJobs.model("models/tiny.tokenizer.json");

    byte[] plain = rendered(own);
    byte[] joined = rendered(own.with(vae));

    assertThat(joined).isNotEqualTo(plain);
    assertThat(rendered(own)).as("back again").isEqualTo(plain);
  }

  @Test
  void givesAllMemoryBackWhenItIsShort() {
    Attempts attempts = Attempts.at(2);
    attempts.listening(
        event -> {
          if (event instanceof PreviewEvent.PictureRendered) {
            throw new TensorProgramFailed("CUDA error: Out Of Memory", null);
          }
        });

    PreviewEvent.Failed failed =
        attempts.perform(trade, PreviewJobs.with(Map.of())).last(PreviewEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    assertThat(failed.message()).contains("lower the batch size");
    assertThat(RUNTIME.openTensors()).isZero();
  }

  @Test
  void showsSmallerPicturesInAGridThatWouldBeTooLarge() {
    trade = trade(64 * 64);

    PreviewEvent.Finished end =
        perform(PreviewJobs.with(Map.of("batchSize", 4))).last(PreviewEvent.Finished.class);

    assertThat(end.gridWidth()).isEqualTo(64);
    assertThat(end.notes()).singleElement().asString().contains("1/2 of their size");
    assertThat(picture(end.pictures().get(0).key()).getWidth()).isEqualTo(64);
  }

  @Test
  void cancelledWorkEndsAtTheNextStep() {
    PreviewJob job = PreviewJobs.with(Map.of("seeds", "1,2,3"));

    Attempts.at(2).assertEndsWhenCancelled(trade, job);
  }

  @Test
  void workWithoutALeaseEnds() {
    PreviewJob job = PreviewJobs.with(Map.of("seeds", "1,2,3"));
    Attempts attempts = Attempts.at(2);
    attempts.listening(event -> attempts.loseLease());

    attempts.perform(trade, job);

    assertThat(attempts.events()).hasSize(1);
    assertThat(attempts.releases()).isEmpty();
  }

  @Test
  void missingCheckpointIsBadInput() {
    store.delete(ObjectKey.of("jobs/lora.safetensors"));

    assertFails(
        PreviewJobs.with(Map.of()),
        FailureKind.BAD_INPUT,
        "Checkpoint shape-v1-000002 is no longer stored: choose another one");
  }

  @Test
  void damagedCheckpointIsBadInput() {
    store.put(ObjectKey.of("jobs/lora.safetensors"), Content.of("other", Content.BINARY));

    assertFails(PreviewJobs.with(Map.of()), FailureKind.BAD_INPUT, "damaged");
  }

  @Test
  void brokenPromptIsBadInput() {
    assertFails(PreviewJobs.with(Map.of("prompt", "(a:1.2.3)")), FailureKind.BAD_INPUT, "1.2.3");
  }

  @Test
  void modelWithoutVocabularySaysWhatToDo() {
    assertFails(on(PreviewJobs.model(null)), FailureKind.BAD_INPUT, "clip-tokenizer");
  }

  private static PreviewJob on(BaseModelReference model) {
    PreviewJob given = PreviewJobs.with(Map.of());
    return new PreviewJob(
        given.id(),
        given.dispatch(),
        given.job(),
        given.checkpoint(),
        given.checkpointName(),
        given.checkpointKey(),
        given.checkpointSha256(),
        model,
        given.clipSkip(),
        given.settings());
  }

  private void assertFails(PreviewJob job, FailureKind kind, String message) {
    PreviewEvent.Failed failed = Attempts.at(2).perform(trade, job).last(PreviewEvent.Failed.class);
    assertThat(failed.kind()).isEqualTo(kind);
    assertThat(failed.message()).contains(message);
  }

  private byte[] rendered(BaseModelReference model) {
    PreviewEvent.PictureRendered only =
        perform(on(model)).events(PreviewEvent.PictureRendered.class).get(0);
    return store.read(ObjectKey.of(only.picture().key()));
  }

  private Attempts perform(PreviewJob job) {
    return Attempts.at(2).performToTheEnd(trade, job);
  }

  private PreviewTrade trade(long largestGrid) {
    return new PreviewTrade(
        store,
        models,
        InstantSource.system(),
        meters,
        new PreviewTrade.Look("LoRA Foundry test", largestGrid));
  }

  private BufferedImage picture(String key) {
    return new PictureReader(PictureReader.Limits.DEFAULTS).read(store.read(ObjectKey.of(key)));
  }

  private String parameters(String key) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in =
        ImageIO.createImageInputStream(new ByteArrayInputStream(store.read(ObjectKey.of(key))))) {
      reader.setInput(in);
      IIOMetadataNode root =
          (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
      IIOMetadataNode entry = (IIOMetadataNode) root.getElementsByTagName("tEXtEntry").item(0);
      assertThat(entry.getAttribute("keyword")).isEqualTo("parameters");
      return entry.getAttribute("value");
    } finally {
      reader.dispose();
    }
  }
}
