package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.Framing;
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

/** Reads pictures, each once and one at a time, and makes what the model is shown of them. */
final class ViewMaker implements AutoCloseable {
  private static final String LATENTS = "latents";

  private final TensorRuntime runtime;
  private final boolean needsSizes;
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
    needsMeans = new NoiseDraws(settings.noise(), settings.loop().seed()).needsMeans();
    latents = new PictureLatents(runtime, warm.base(), warm.known());
    masks =
        settings.loss().maskedLoss()
            ? Optional.of(new PictureMasks(warm.known()))
            : Optional.empty();
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
    for (int i = 0; i < rows; i++) {
      Window window = windows.get(i);
      Supplier<BufferedImage> pixels = new Once(() -> window.of(file(window.picture())));
      ofLatents.put(i, latents.of(window, samples.apply(i), pixels));
      if (masks.isPresent()) {
        float[] mask = masks.get().of(window, pixels);
        ofMasks.put(i, mask);
        masked += PictureMasks.isOpaque(mask) ? 0 : 1;
      }
      if (needsSizes) {
        ofSizes.put(i, sizes(window).toFloats());
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
   * Reads pictures whose parts will be shown, so that one that can't be used is told of before the
   * first step.
   *
   * @return how many of them have masks, where these are used
   */
  int look(List<Picture> pictures) {
    int masked = 0;
    for (Picture picture : pictures) {
      BufferedImage file = file(picture);
      BufferedImage unused = Window.centre(picture).of(file);
      masked += masks.isPresent() && !PictureMasks.isOpaque(Opacity.means(file, 1)) ? 1 : 0;
    }
    return masked;
  }

  private BufferedImage file(Picture picture) {
    return source.apply(picture);
  }

  private static SizeEmbedding sizes(Window window) {
    Framing framing = window.framing();
    return new SizeEmbedding(
        framing.originalHeight(),
        framing.originalWidth(),
        framing.top(),
        framing.left(),
        window.picture().height(),
        window.picture().width());
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

  /** Reads a picture when it is asked for the first time. */
  private static final class Once implements Supplier<BufferedImage> {
    private final Supplier<BufferedImage> reading;
    private @Nullable BufferedImage read;

    Once(Supplier<BufferedImage> reading) {
      this.reading = reading;
    }

    @Override
    public BufferedImage get() {
      BufferedImage known = read;
      if (known == null) {
        known = reading.get();
        read = known;
      }
      return known;
    }
  }
}
