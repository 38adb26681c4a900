package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.noise.TrainingNoise;
import dev.lorafoundry.tensor.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The validation loss: the mean squared error of what the model predicts, over pictures and four
 * timesteps, which are those of sd-scripts where it is given no limits. Noise and timesteps are the
 * same each time, captions are shown whole, with one choice of each wildcard, and nothing is left
 * out; of pictures the centre is shown, never mirrored, by one sample. Other than in sd-scripts it
 * takes no limits of timesteps, no weights, no kind of loss and no noise from the training: so the
 * jobs of a grid over these have comparable losses.
 */
final class Validation implements AutoCloseable {
  private static final int TIMESTEPS = 4;

  private final TrainingData data;
  private final List<Batches.Slot> slots;
  private final List<Integer> timesteps;
  private final long seed;

  private Validation(TrainingData data, TrainingSettings settings) {
    this.data = data;
    seed = settings.validation().validationSeed();
    timesteps = timesteps(0, NoiseSchedule.TIMESTEPS);
    slots = slots(data.sizesOfBuckets(), settings);
  }

  /**
   * Encodes pictures and captions.
   *
   * @param pictures gives a picture's pixels
   */
  static Validation load(
      WarmBase warm,
      TrainingSettings settings,
      DatasetSnapshot validated,
      Function<Picture, BufferedImage> pictures) {
    TrainingSettings fixed = fixed(settings);
    Captions captions = Captions.chosen(validated, fixed);
    return new Validation(TrainingData.load(warm, fixed, validated, captions, pictures), settings);
  }

  /**
   * What the batches so far found of the weights as they are.
   *
   * @param batches how many there were
   * @param sum of the errors
   * @param count of the errors: one of each picture at each timestep
   */
  record Errors(int batches, double sum, long count) {
    static final Errors NONE = new Errors(0, 0, 0);

    private Errors plus(float[] errors) {
      double more = sum;
      for (float error : errors) {
        more += error;
      }
      return new Errors(batches + 1, more, count + errors.length);
    }

    /** The validation loss, once these are all; no number where an error is none. */
    double mean() {
      return sum / count;
    }
  }

  /** Whether no batch is left. */
  boolean isDone(Errors errors) {
    return errors.batches() == slots.size() * TIMESTEPS;
  }

  /**
   * With those of the next batch: pictures of one size at one timestep.
   *
   * @param averaged whether the weights are those that the optimiser keeps an average of
   */
  Errors next(Errors errors, Stepper stepper, boolean averaged) {
    Batches.Slot slot = slots.get(errors.batches() / TIMESTEPS);
    return errors.plus(stepper.errors(batch(slot, errors.batches() % TIMESTEPS), averaged));
  }

  private Batch batch(Batches.Slot slot, int timestep) {
    return data.batch(
        slot,
        Collections.nCopies(slot.rows().size(), timesteps.get(timestep)),
        noise(slot, timestep));
  }

  /** Each picture has its own noise at each timestep, whatever the batch. */
  private TrainingNoise noise(Batches.Slot slot, int timestep) {
    Shape latents = data.latents(slot);
    int length = Math.toIntExact(latents.elements() / latents.size(0));
    float[] all = new float[Math.toIntExact(latents.elements())];
    List<Integer> pictures = data.pictures(slot);
    for (int i = 0; i < pictures.size(); i++) {
      long draw = (long) pictures.get(i) * TIMESTEPS + timestep;
      float[] own = Draws.of(seed, draw, Purpose.VALIDATION).normals(length);
      System.arraycopy(own, 0, all, i * length, length);
    }
    return TrainingNoise.of(all);
  }

  /** The inner four of six evenly spaced ones. */
  static List<Integer> timesteps(int min, int max) {
    List<Integer> inner = new ArrayList<>();
    for (int i = 1; i <= TIMESTEPS; i++) {
      inner.add(min + (max - min) * i / (TIMESTEPS + 1));
    }
    return List.copyOf(inner);
  }

  /** Batches of pictures of one size, each picture once. */
  private static List<Batches.Slot> slots(List<Integer> sizes, TrainingSettings settings) {
    List<Batches.Slot> slots = new ArrayList<>();
    int batchSize = settings.loop().batchSize();
    for (int bucket = 0; bucket < sizes.size(); bucket++) {
      for (int from = 0; from < sizes.get(bucket); from += batchSize) {
        List<Integer> rows = new ArrayList<>();
        for (int row = from; row < Math.min(sizes.get(bucket), from + batchSize); row++) {
          rows.add(row);
        }
        slots.add(new Batches.Slot(slots.size(), bucket, rows));
      }
    }
    Integer most = settings.validation().maxValidationSteps();
    return most == null ? List.copyOf(slots) : some(slots, most, settings);
  }

  private static List<Batches.Slot> some(
      List<Batches.Slot> slots, int most, TrainingSettings settings) {
    Draws.of(settings.validation().validationSeed(), 1, Purpose.HELD_OUT).shuffle(slots);
    return List.copyOf(slots.subList(0, Math.min(most, slots.size())));
  }

  /** The same settings, but nothing of a caption is left out, nor changes places. */
  private static TrainingSettings fixed(TrainingSettings settings) {
    Map<String, @Nullable Object> fixed = new LinkedHashMap<>();
    fixed.put("seed", settings.validation().validationSeed());
    fixed.put("shuffleCaption", false);
    fixed.put("captionDropoutRate", 0);
    fixed.put("captionDropoutEveryEpochs", 0);
    fixed.put("captionTagDropoutRate", 0);
    fixed.put("tokenWarmupSteps", 0);
    fixed.put("maskedLoss", false);
    fixed.put("randomCrop", false);
    fixed.put("randomFlip", false);
    fixed.put("cacheLatents", true);
    fixed.put("noiseOffset", null);
    fixed.put("adaptiveNoiseScale", null);
    return SettingsCatalogue.TRAINING.read(fixed, settings);
  }

  @Override
  public void close() {
    data.close();
  }
}
