package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Trainings on the tiny base model of the fixtures. */
final class Sessions {
  static final LoraMetadata METADATA =
      new LoraMetadata(
          "tiny", "model.safetensors", 42, Instant.EPOCH, Instant.EPOCH.plusSeconds(60), "");

  private Sessions() {}

  static TrainingBase base() {
    return base(Family.SD1);
  }

  /** SD2's predicts v, as the fixtures say. */
  static TrainingBase base(Family family) {
    try {
      return new TrainingBase(
          BaseModelFile.open(Models.golden(family, "model").path()),
          new ClipTokenizer(Vocabulary.ofMerges(List.of())),
          family == Family.SD2 ? PredictionType.V : PredictionType.EPSILON,
          "c8e1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TrainingSession start(Map<String, ?> settings, DatasetSnapshot snapshot) {
    return start(Models.RUNTIME, settings, snapshot);
  }

  static TrainingSession start(
      TensorRuntime runtime, Map<String, ?> settings, DatasetSnapshot snapshot) {
    return TrainingSession.start(runtime, base(), settings(settings), snapshot, Sessions::picture);
  }

  static TrainingSession start(Family family, Map<String, ?> settings, DatasetSnapshot snapshot) {
    return TrainingSession.start(
        Models.RUNTIME, base(family), settings(settings), snapshot, Sessions::picture);
  }

  /** Small and quick, but for what is given. */
  static TrainingSettings settings(Map<String, ?> given) {
    Map<String, Object> values =
        new HashMap<>(
            Map.of("rank", 4, "alpha", 4, "learningRate", 1e-3, "batchSize", 2, "epochs", 3));
    values.putAll(given);
    return SettingsCatalogue.TRAINING.read(values);
  }

  /** Three pictures of one size and two of another. */
  static DatasetSnapshot pictures() {
    return new DatasetSnapshot(
        1,
        "thing",
        List.of(
            picture("a.png", 64, 64, "a red thing"),
            picture("b.png", 64, 96, "a blue thing"),
            picture("c.png", 64, 64, ""),
            picture("d.png", 64, 96, "a green thing, small"),
            picture("e.png", 64, 64, "a red thing")));
  }

  static DatasetSnapshot.Picture picture(String name, int width, int height, String caption) {
    return new DatasetSnapshot.Picture(name, "key/" + name, "00", width, height, caption);
  }

  /** A disc on a background, in colours that depend on the name. */
  static BufferedImage picture(DatasetSnapshot.Picture picture) {
    int width = picture.width();
    int height = picture.height();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(picture.name().hashCode() & 0xffffff));
    g.fillRect(0, 0, width, height);
    g.setColor(new Color(picture.caption().hashCode() & 0xffffff));
    g.fillOval(width / 4, height / 4, width / 2, height / 2);
    g.dispose();
    return image;
  }

  /** The whole of a validation. */
  static double validate(TrainingSession session) {
    OptionalDouble loss = session.validateBatch();
    while (loss.isEmpty()) {
      loss = session.validateBatch();
    }
    return loss.getAsDouble();
  }

  static void take(TrainingSession session, int steps, List<StepReport> reports) {
    for (int i = 0; i < steps; i++) {
      reports.add(session.takeStep());
    }
  }

  /** A training that begins with a LoRA. */
  static TrainingSession from(LoraFile lora, Map<String, ?> given) {
    return TrainingSession.start(
        WarmBase.once(Models.RUNTIME, base()),
        settings(given),
        pictures(),
        Sessions::picture,
        Optional.of(lora));
  }

  /** The LoRA after so many steps. */
  static LoraFile trained(Path folder, Map<String, ?> given, int steps) throws IOException {
    try (TrainingSession session = start(given, pictures())) {
      take(session, steps, new ArrayList<>());
      return saved(folder, session);
    }
  }

  /** The LoRA as it is now, in a file of its own. */
  static LoraFile saved(Path folder, TrainingSession session) throws IOException {
    Path file = Files.createTempFile(folder, "lora", ".safetensors");
    session.saveLora(file, METADATA);
    return LoraFile.read(file);
  }

  /** Tensors of a session as they are now, whatever becomes of it. */
  static Map<String, StoredTensor> read(Map<String, ? extends FileTensor> tensors) {
    Map<String, StoredTensor> read = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> read.put(name, tensor.read()));
    return read;
  }

  static double firstLoss(TrainingBase base, Map<String, ?> given) {
    try (TrainingSession session =
        TrainingSession.start(
            Models.RUNTIME, base, settings(given), pictures(), Sessions::picture)) {
      return session.takeStep().loss();
    }
  }

  /** What can't be trained on an SD1 model of full size. */
  static List<SettingProblem> problems(Map<String, ?> given) {
    return TrainingRules.problems(
        settings(given),
        new TrainingRules.Model(Family.SD1, PredictionType.EPSILON, 320, 12),
        OptionalLong.empty());
  }
}
