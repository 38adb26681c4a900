package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.CropNumbers;
import dev.lorafoundry.contracts.settings.PictureSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.NoiseDraws;
import dev.lorafoundry.diffusion.picture.Opacity;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.tensor.OwnedTensors;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads pictures, one at a time, and makes what the model is shown of them. A picture's parts that
 * follow one another are taken from one reading.
 */
final class ViewMaker implements AutoCloseable {
  private static final String LATENTS = "latents";

  private final TensorRuntime runtime;
  private final boolean needsSizes;
  private final CropNumbers cropNumbers;
  private final boolean needsMeans;
  private final PictureLatents latents;
  private final Optional<PictureMasks> masks;
  private final Function<Picture, BufferedImage> source;

  /**
   * @param source gives the pixels of a picture's file
   */
  ViewMaker(WarmBase warm, TrainingSettings settings, Function<Picture, BufferedImage> source) {
    this.source = source;
    runtime = warm.runtime();
    needsSizes = warm.base().file().family() == Family.SDXL;
    cropNumbers = settings.pictures().cropNumbers();
    needsMeans = new NoiseDraws(settings.noise(), settings.loop().seed()).needsMeans();
    KnownOutputs known = known(warm.known(), settings.pictures());
    latents = new PictureLatents(runtime, warm.base(), known);
    masks = settings.loss().maskedLoss() ? Optional.of(new PictureMasks(known)) : Optional.empty();
  }

  /** What is asked for in every step must not go. */
  private static KnownOutputs known(FrozenOutputs known, PictureSettings settings) {
    return settings.cacheLatents() || settings.randomCrop()
        ? known::get
        : new KeptOutputs(known::get, Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * Tables with a row for each part.
   *
   * @param windows of pictures of one size
   * @param samples what a part's latents are drawn with, by its row; asked in their order
   */
  View make(List<Window> windows, IntFunction<Draws> samples) {
    int rows = windows.size();
    int width = windows.get(0).picture().width() / Latents.FACTOR;
    int height = windows.get(0).picture().height() / Latents.FACTOR;
    Table ofLatents = new Table(Shape.of(rows, Latents.CHANNELS, height, width));
    Table ofMasks = new Table(Shape.of(masks.isPresent() ? rows : 0, 1, height, width));
    Table ofSizes = new Table(Shape.of(needsSizes ? rows : 0, SizeEmbedding.LENGTH));
    int masked = 0;
    Files files = new Files(source);
    for (int i = 0; i < rows; i++) {
      Window window = windows.get(i);
      Supplier<BufferedImage> pixels = files.pixels(window);
      ofLatents.put(i, latents.of(window, samples.apply(i), pixels));
      if (masks.isPresent()) {
        float[] mask = masks.get().of(window, pixels);
        ofMasks.put(i, mask);
        masked += PictureMasks.isOpaque(mask) ? 0 : 1;
      }
      if (needsSizes) {
        ofSizes.put(i, window.sizes(cropNumbers).toFloats());
      }
    }
    return view(ofLatents, Map.of(Objective.MASKS, ofMasks, TrainedModel.SIZES, ofSizes), masked);
  }

  private View view(Table ofLatents, Map<String, Table> conditions, int masked) {
    try (OwnedTensors owned = new OwnedTensors()) {
      Tensor table = owned.put(LATENTS, ofLatents.on(runtime));
      conditions.forEach(
          (name, each) -> {
            if (!each.isEmpty()) {
              owned.put(name, each.on(runtime));
            }
          });
      ChannelMeans means = needsMeans ? ChannelMeans.of(table) : ChannelMeans.NONE;
      Map<String, Tensor> made = new LinkedHashMap<>(owned.release());
      made.remove(LATENTS);
      return new View(table, made, means, masked);
    }
  }

  /**
   * Asks of parts that return, so that they can be made once this is closed.
   *
   * @return how many of them have masks, where these are used
   */
  int learn(List<Window> windows) {
    int masked = 0;
    Files files = new Files(source);
    for (Window window : windows) {
      Supplier<BufferedImage> pixels = files.pixels(window);
      latents.learn(window, pixels);
      masked += masks.isPresent() && !PictureMasks.isOpaque(masks.get().of(window, pixels)) ? 1 : 0;
    }
    return masked;
  }

  /**
   * Reads pictures whose parts will be shown, so that one that can't be used is told of before the
   * first step.
   *
   * @return how many of them have masks, where these are used
   */
  int look(List<Picture> pictures) {
    int masked = 0;
    for (Picture picture : pictures) {
      BufferedImage file = source.apply(picture);
      BufferedImage unused = Window.centre(picture).of(file);
      masked += masks.isPresent() && !PictureMasks.isOpaque(Opacity.means(file, 1)) ? 1 : 0;
    }
    return masked;
  }

  @Override
  public void close() {
    latents.close();
  }

  /** Numbers of a table before it is on the device. */
  private static final class Table {
    private final Shape shape;
    private final float[] numbers;

    Table(Shape shape) {
      this.shape = shape;
      numbers = new float[Math.toIntExact(shape.elements())];
    }

    boolean isEmpty() {
      return numbers.length == 0;
    }

    void put(int row, float... one) {
      System.arraycopy(one, 0, numbers, row * one.length, one.length);
    }

    Tensor on(TensorRuntime runtime) {
      return runtime.floats(shape, numbers);
    }
  }

  /** Reads a picture when it is asked for, and has it until another one is. */
  private static final class Files {
    private final Function<Picture, BufferedImage> source;
    private @Nullable Picture last;
    private @Nullable BufferedImage file;

    Files(Function<Picture, BufferedImage> source) {
      this.source = source;
    }

    Supplier<BufferedImage> pixels(Window window) {
      return () -> window.of(file(window.picture()));
    }

    private BufferedImage file(Picture picture) {
      BufferedImage known = file;
      if (known == null || !picture.equals(last)) {
        known = source.apply(picture);
        file = known;
        last = picture;
      }
      return known;
    }
  }
}
