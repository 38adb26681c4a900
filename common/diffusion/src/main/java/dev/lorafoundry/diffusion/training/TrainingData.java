package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.DatasetSnapshot.Shown;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.settings.NoiseSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.NoiseDraws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.noise.TrainingNoise;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import dev.lorafoundry.tensor.OwnedTensors;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A dataset as the model takes it: latents of the pictures, computed once, in a table for each
 * size, and the captions as texts.
 */
final class TrainingData implements AutoCloseable {
  private final List<Bucket> buckets = new ArrayList<>();
  private final Texts texts;
  private Optional<Tensor> sizes = Optional.empty();
  private int masked;
  private final List<Double> weights;
  private final NoiseSettings settings;
  private final NoiseDraws noise;
  private final long seed;

  /** Pictures of one size: their numbers among those shown, their latents, masks and means. */
  private record Bucket(
      List<Integer> pictures, Tensor latents, Optional<Tensor> masks, ChannelMeans means) {}

  private TrainingData(Texts texts, List<Shown> shown, TrainingSettings settings) {
    this.texts = texts;
    double prior = settings.loss().priorLossWeight();
    weights = shown.stream().map(each -> each.concept().regularisation() ? prior : 1).toList();
    this.settings = settings.noise();
    seed = settings.loop().seed();
    noise = new NoiseDraws(this.settings, seed);
  }

  static TrainingData load(
      WarmBase warm,
      TrainingSettings settings,
      DatasetSnapshot snapshot,
      Function<Picture, BufferedImage> source) {
    return load(warm, settings, snapshot, new Captions(snapshot, settings), source);
  }

  static TrainingData load(
      WarmBase warm,
      TrainingSettings settings,
      DatasetSnapshot snapshot,
      Captions captions,
      Function<Picture, BufferedImage> source) {
    TensorRuntime runtime = warm.runtime();
    TrainingBase base = warm.base();
    Texts texts = Texts.of(captions, TextTables.of(warm, settings, captions));
    List<Shown> shown = snapshot.shown();
    List<Picture> all = shown.stream().map(Shown::picture).toList();
    TrainingData data = new TrainingData(texts, shown, settings);
    Optional<PictureMasks> masks =
        settings.loss().maskedLoss()
            ? Optional.of(new PictureMasks(runtime, warm.known()))
            : Optional.empty();
    boolean loaded = false;
    try (PictureLatents latents =
        new PictureLatents(runtime, base, warm.known(), settings.loop().seed())) {
      data.sizes = sizes(runtime, base, all);
      for (List<Integer> numbers : bySize(shown)) {
        List<Picture> pictures = numbers.stream().map(all::get).toList();
        data.add(
            numbers,
            latents.of(pictures, numbers, source),
            () -> masks.map(each -> each.of(pictures, source)));
      }
      data.masked = masks.map(PictureMasks::masked).orElse(0);
      loaded = true;
      return data;
    } finally {
      if (!loaded) {
        data.close();
      }
    }
  }

  /** Table of the pictures' size embeddings, for SDXL alone. */
  private static Optional<Tensor> sizes(
      TensorRuntime runtime, TrainingBase base, List<Picture> pictures) {
    if (base.file().family() != Family.SDXL) {
      return Optional.empty();
    }
    float[] table = new float[Math.multiplyExact(pictures.size(), SizeEmbedding.LENGTH)];
    for (int i = 0; i < pictures.size(); i++) {
      float[] own = sizes(pictures.get(i)).toFloats();
      System.arraycopy(own, 0, table, i * own.length, own.length);
    }
    return Optional.of(runtime.floats(Shape.of(pictures.size(), SizeEmbedding.LENGTH), table));
  }

  private static SizeEmbedding sizes(Picture picture) {
    Framing framing = picture.framing();
    return new SizeEmbedding(
        framing.originalHeight(),
        framing.originalWidth(),
        framing.top(),
        framing.left(),
        picture.height(),
        picture.width());
  }

  private void add(List<Integer> pictures, Tensor latents, Supplier<Optional<Tensor>> asked) {
    try (OwnedTensors owned = new OwnedTensors()) {
      owned.put("latents", latents);
      Optional<Tensor> masks = asked.get();
      masks.ifPresent(table -> owned.put("masks", table));
      ChannelMeans means = noise.needsMeans() ? ChannelMeans.of(latents) : ChannelMeans.NONE;
      buckets.add(new Bucket(pictures, latents, masks, means));
      owned.release();
    }
  }

  /** The batches of a training on this dataset. */
  static Batches batches(TrainingSettings settings, DatasetSnapshot snapshot) {
    return new Batches(times(snapshot), settings.loop());
  }

  /** For each size of pictures how often an epoch shows each of them. */
  static List<List<Integer>> times(DatasetSnapshot snapshot) {
    List<Shown> shown = snapshot.shown();
    return bySize(shown).stream()
        .map(numbers -> numbers.stream().map(number -> shown.get(number).times()).toList())
        .toList();
  }

  /**
   * Draws what a batch needs: its noise, its timesteps and how its captions are shown depend on its
   * number alone. Good until the next one is asked for.
   */
  Batch batch(Batches.Slot slot) {
    ChannelMeans means = buckets.get(slot.bucket()).means();
    Draws timesteps = Draws.of(seed, slot.number(), Purpose.TIMESTEPS);
    return batch(
        slot,
        slot.rows().stream()
            .map(row -> timesteps.between(settings.minTimestep(), settings.maxTimestep()))
            .toList(),
        noise.draw(slot.number(), latents(slot), means.of(slot.rows())));
  }

  /** A batch at timesteps and with noise that somebody else has chosen. */
  Batch batch(Batches.Slot slot, List<Integer> timesteps, TrainingNoise given) {
    return new Batch(
        slot.number(),
        new Batch.Rows(buckets.get(slot.bucket()).latents(), slot.rows()),
        conditions(slot),
        timesteps,
        pictures(slot).stream().map(weights::get).toList(),
        given);
  }

  /** Shape of a batch's latents (B, 4, H, W). */
  Shape latents(Batches.Slot slot) {
    Shape table = buckets.get(slot.bucket()).latents().shape();
    return Shape.of(slot.rows().size(), table.size(1), table.size(2), table.size(3));
  }

  /** Numbers, among those shown, of the pictures of a batch. */
  List<Integer> pictures(Batches.Slot slot) {
    return slot.rows().stream().map(buckets.get(slot.bucket()).pictures()::get).toList();
  }

  /** How many pictures there are of each size. */
  List<Integer> sizesOfBuckets() {
    return buckets.stream().map(bucket -> bucket.pictures().size()).toList();
  }

  /** How many pictures have masks, where these are used. */
  int masked() {
    return masked;
  }

  private Map<String, Batch.Rows> conditions(Batches.Slot slot) {
    List<Integer> pictures = pictures(slot);
    Map<String, Batch.Rows> conditions = new LinkedHashMap<>(texts.shown(slot.number(), pictures));
    sizes.ifPresent(table -> conditions.put(TrainedModel.SIZES, new Batch.Rows(table, pictures)));
    buckets
        .get(slot.bucket())
        .masks()
        .ifPresent(table -> conditions.put(Objective.MASKS, new Batch.Rows(table, slot.rows())));
    return conditions;
  }

  @Override
  public void close() {
    texts.close();
    sizes.ifPresent(Tensor::close);
    buckets.forEach(
        bucket -> {
          bucket.latents().close();
          bucket.masks().ifPresent(Tensor::close);
        });
  }

  private static List<List<Integer>> bySize(List<Shown> shown) {
    Map<List<Integer>, List<Integer>> bySize = new LinkedHashMap<>();
    for (int i = 0; i < shown.size(); i++) {
      Picture picture = shown.get(i).picture();
      List<Integer> size = List.of(picture.width(), picture.height());
      bySize.computeIfAbsent(size, key -> new ArrayList<>()).add(i);
    }
    return List.copyOf(bySize.values());
  }
}
