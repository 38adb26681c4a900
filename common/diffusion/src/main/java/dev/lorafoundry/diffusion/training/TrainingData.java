package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.DatasetSnapshot.Shown;
import dev.lorafoundry.contracts.settings.NoiseSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.NoiseDraws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.noise.TrainingNoise;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.tensor.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A dataset as the model takes it: latents of the pictures, by their sizes, and the captions as
 * texts.
 */
final class TrainingData implements AutoCloseable {
  private final List<Bucket> buckets = new ArrayList<>();
  private final Texts texts;
  private final Optional<ViewMaker> maker;
  private final List<Double> weights;
  private final NoiseSettings settings;
  private final NoiseDraws noise;
  private final long seed;

  /** Pictures of one size: their numbers among those shown, and what is shown of them. */
  private record Bucket(List<Integer> numbers, List<Picture> pictures, Views views) {}

  /**
   * @param maker is closed with this; empty where it is not asked again
   */
  private TrainingData(
      Texts texts, Optional<ViewMaker> maker, List<Shown> shown, TrainingSettings settings) {
    this.texts = texts;
    this.maker = maker;
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
    ViewMaker maker = new ViewMaker(warm, settings, source);
    Texts texts = Texts.of(captions, TextTables.of(warm, settings, captions));
    boolean asks = settings.pictures().randomCrop();
    List<Shown> shown = snapshot.shown();
    TrainingData data =
        new TrainingData(texts, asks ? Optional.of(maker) : Optional.empty(), shown, settings);
    boolean loaded = false;
    try {
      for (List<Integer> numbers : bySize(shown)) {
        List<Picture> pictures = numbers.stream().map(each -> shown.get(each).picture()).toList();
        data.buckets.add(new Bucket(numbers, pictures, views(maker, pictures, numbers, settings)));
      }
      loaded = true;
      return data;
    } finally {
      if (!asks) {
        maker.close();
      }
      if (!loaded) {
        data.close();
      }
    }
  }

  private static Views views(
      ViewMaker maker, List<Picture> pictures, List<Integer> numbers, TrainingSettings settings) {
    if (settings.pictures().randomCrop() || !settings.pictures().cacheLatents()) {
      return VaryingViews.of(pictures, maker, settings);
    }
    long seed = settings.loop().seed();
    return settings.pictures().randomFlip()
        ? new FlippedViews(both(maker, pictures, numbers, seed), Flips.of(settings))
        : new FixedViews(centres(maker, pictures, numbers, seed));
  }

  /** Each picture has its own random numbers. */
  private static View centres(
      ViewMaker maker, List<Picture> pictures, List<Integer> numbers, long seed) {
    return maker.make(
        pictures.stream().map(Window::centre).toList(),
        row -> Draws.of(seed, numbers.get(row), Purpose.LATENTS));
  }

  /** Each picture and behind it its mirror image, with random numbers of their own. */
  private static View both(
      ViewMaker maker, List<Picture> pictures, List<Integer> numbers, long seed) {
    return maker.make(
        pictures.stream()
            .map(Window::centre)
            .flatMap(centre -> Stream.of(centre, centre.flipped()))
            .toList(),
        row ->
            Draws.of(
                seed,
                numbers.get(row / 2),
                row % 2 == 0 ? Purpose.LATENTS : Purpose.MIRRORED_LATENTS));
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
   * Draws what a batch needs: its noise, its timesteps, how its captions are shown and which parts
   * of its pictures depend on its number alone. Good until the next one is asked for.
   */
  Batch batch(Batches.Slot slot) {
    Views.Shown shown = shown(slot);
    Draws timesteps = Draws.of(seed, slot.number(), Purpose.TIMESTEPS);
    return batch(
        slot,
        shown,
        slot.rows().stream()
            .map(row -> timesteps.between(settings.minTimestep(), settings.maxTimestep()))
            .toList(),
        noise.draw(slot.number(), latents(slot), shown.view().means().of(shown.rows())));
  }

  /** A batch at timesteps and with noise that somebody else has chosen. */
  Batch batch(Batches.Slot slot, List<Integer> timesteps, TrainingNoise given) {
    return batch(slot, shown(slot), timesteps, given);
  }

  private Batch batch(
      Batches.Slot slot, Views.Shown shown, List<Integer> timesteps, TrainingNoise given) {
    List<Integer> pictures = pictures(slot);
    Map<String, Batch.Rows> conditions = new LinkedHashMap<>(texts.shown(slot.number(), pictures));
    conditions.putAll(shown.view().conditions(shown.rows()));
    return new Batch(
        slot.number(),
        new Batch.Rows(shown.view().latents(), shown.rows()),
        conditions,
        timesteps,
        pictures.stream().map(weights::get).toList(),
        given);
  }

  private Views.Shown shown(Batches.Slot slot) {
    return buckets.get(slot.bucket()).views().shown(slot.number(), slot.rows());
  }

  /** Shape of a batch's latents (B, 4, H, W). */
  Shape latents(Batches.Slot slot) {
    Picture one = buckets.get(slot.bucket()).pictures().get(0);
    return Shape.of(
        slot.rows().size(),
        Latents.CHANNELS,
        one.height() / Latents.FACTOR,
        one.width() / Latents.FACTOR);
  }

  /** Numbers, among those shown, of the pictures of a batch. */
  List<Integer> pictures(Batches.Slot slot) {
    return slot.rows().stream().map(buckets.get(slot.bucket()).numbers()::get).toList();
  }

  /** How many pictures there are of each size. */
  List<Integer> sizesOfBuckets() {
    return buckets.stream().map(bucket -> bucket.numbers().size()).toList();
  }

  /** How many pictures have masks, where these are used. */
  int masked() {
    return buckets.stream().mapToInt(bucket -> bucket.views().masked()).sum();
  }

  @Override
  public void close() {
    texts.close();
    maker.ifPresent(ViewMaker::close);
    buckets.forEach(bucket -> bucket.views().close());
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
