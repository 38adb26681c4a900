package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.diffusion.render.RenderRequest;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.diffusion.sampler.Sampler;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.training.LoraMetadata;
import dev.lorafoundry.diffusion.training.TrainingBase;
import dev.lorafoundry.diffusion.training.TrainingSession;
import dev.lorafoundry.startermodel.SampleDataset;
import dev.lorafoundry.startermodel.check.ConceptDistance;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains LoRAs of the sample dataset on the starter model, and measures how much nearer renders
 * with them are to the dataset than renders without.
 *
 * <p>Usage: {@code TryLora FOLDER THREADS EPOCHS OPTIMIZER:RATE…}, with the model's two files in
 * the folder. Writes a sheet: without a LoRA, then a row for each.
 */
public final class TryLora {
  private static final Logger log = LoggerFactory.getLogger(TryLora.class);
  private static final int REPEATS = 4;
  private static final int SHOWN = 6;

  private final TensorRuntime runtime;
  private final Path folder;
  private final BaseModelFile model;
  private final ClipTokenizer tokenizer;
  private final List<BufferedImage> sheet = new ArrayList<>();

  private TryLora(
      TensorRuntime runtime, Path folder, BaseModelFile model, ClipTokenizer tokenizer) {
    this.runtime = runtime;
    this.folder = folder;
    this.model = model;
    this.tokenizer = tokenizer;
  }

  public static void main(String... arguments) throws IOException {
    Locale.setDefault(Locale.ENGLISH);
    Path folder = Path.of(arguments[0]);
    try (TensorRuntime runtime = TensorRuntime.cpu(Integer.parseInt(arguments[1]));
        BaseModelFile model = BaseModelFile.open(folder.resolve(PackModel.MODEL))) {
      ClipTokenizer tokenizer = Tokenizers.of(folder.resolve(PackModel.TOKENIZER));
      TryLora trial = new TryLora(runtime, folder, model, tokenizer);
      trial.without();
      for (String each : List.of(arguments).subList(3, arguments.length)) {
        String[] parts = each.split(":", 2);
        trial.with(parts[0], Double.parseDouble(parts[1]), Integer.parseInt(arguments[2]));
      }
      ImageIO.write(Sheet.of(trial.sheet, SHOWN), "png", folder.resolve("lora.png").toFile());
    }
  }

  private void without() {
    try (Renderer renderer = Renderer.open(runtime, model, tokenizer, 1)) {
      log.info("without a LoRA: distance {}", measured(renderer));
    }
  }

  private void with(String optimizer, double rate, int epochs) throws IOException {
    Path file = folder.resolve("lora.safetensors");
    long start = System.nanoTime();
    double loss = train(settings(optimizer, rate, epochs), file);
    double seconds = (System.nanoTime() - start) / 1e9;
    try (Renderer renderer = Renderer.open(runtime, model, tokenizer, 1)) {
      renderer.use(LoraFile.read(file));
      log.info(
          String.format(
              Locale.ROOT,
              "%s, learning rate %s, %d epochs: loss %.4f, %.0f s, distance %s",
              optimizer,
              rate,
              epochs,
              loss,
              seconds,
              measured(renderer)));
    }
  }

  private static Map<String, Object> settings(String optimizer, double rate, int epochs) {
    return Map.of(
        "optimizer",
        optimizer,
        "learningRate",
        rate,
        "epochs",
        epochs,
        "batchSize",
        4,
        "rank",
        8,
        "alpha",
        8);
  }

  private double train(Map<String, Object> settings, Path file) throws IOException {
    TrainingBase base = new TrainingBase(model, tokenizer, PredictionType.EPSILON, "trial");
    List<BufferedImage> images = SampleDataset.pictures();
    List<Picture> pictures =
        IntStream.range(0, images.size())
            .mapToObj(
                i ->
                    new Picture(
                        i + ".png",
                        i + ".png",
                        Integer.toString(i),
                        SampleDataset.SIDE,
                        SampleDataset.SIDE,
                        SampleDataset.captions().get(i)))
            .toList();
    DatasetSnapshot snapshot = new DatasetSnapshot(REPEATS, "", pictures);
    double loss = 0;
    try (TrainingSession session =
        TrainingSession.start(
            runtime,
            base,
            SettingsCatalogue.TRAINING.read(settings),
            snapshot,
            picture -> images.get(pictures.indexOf(picture)))) {
      while (!session.done()) {
        double last = session.takeStep().loss();
        loss = session.step() == 1 ? last : 0.95 * loss + 0.05 * last;
      }
      Instant now = Instant.now();
      session.saveLora(file, new LoraMetadata("trial", PackModel.MODEL, 1, now, now, ""));
    }
    return loss;
  }

  private String measured(Renderer renderer) {
    List<BufferedImage> renders =
        renderer.render(
            new RenderRequest(
                SampleDataset.PROMPT,
                SampleDataset.NEGATIVE_PROMPT,
                SampleDataset.SIDE,
                SampleDataset.SIDE,
                Sampler.named("DPM++ 2M Karras"),
                16,
                4,
                LongStream.range(0, 12).boxed().toList(),
                1));
    sheet.addAll(renders.subList(0, SHOWN));
    try (ConceptDistance distance = ConceptDistance.of(runtime, model, SampleDataset.pictures())) {
      return String.format(Locale.ROOT, "%.3f", distance.to(renders));
    }
  }
}
