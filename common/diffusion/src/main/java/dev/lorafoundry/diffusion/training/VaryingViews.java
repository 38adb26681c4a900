package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Another sample of each picture's latents each time, as where sd-scripts caches none; of another
 * part where {@code random_crop} chooses it. Every batch has tables of its own, which depend on
 * seed and batch alone.
 */
final class VaryingViews implements Views {
  private final List<Picture> pictures;
  private final ViewMaker maker;
  private final boolean crops;
  private final Flips flips;
  private final int masked;
  private Optional<View> last = Optional.empty();

  private VaryingViews(
      List<Picture> pictures, ViewMaker maker, boolean crops, Flips flips, int masked) {
    this.pictures = List.copyOf(pictures);
    this.maker = maker;
    this.crops = crops;
    this.flips = flips;
    this.masked = masked;
  }

  /**
   * @param maker stays open as long where parts are chosen; otherwise it has been asked of all
   */
  static VaryingViews of(List<Picture> pictures, ViewMaker maker, TrainingSettings settings) {
    boolean crops = settings.pictures().randomCrop();
    Flips flips = Flips.of(settings);
    int masked = crops ? maker.look(pictures) : learn(pictures, maker, flips);
    return new VaryingViews(pictures, maker, crops, flips, masked);
  }

  private static int learn(List<Picture> pictures, ViewMaker maker, Flips flips) {
    Stream<Window> centres = pictures.stream().map(Window::centre);
    return flips.drawn()
        ? maker.learn(centres.flatMap(each -> Stream.of(each, each.flipped())).toList()) / 2
        : maker.learn(centres.toList());
  }

  @Override
  public Shown shown(long batch, List<Integer> rows) {
    close();
    Draws samples = Draws.of(flips.seed(), batch, Purpose.WINDOW_LATENTS);
    View view = maker.make(windows(batch, rows), row -> samples);
    last = Optional.of(view);
    return new Shown(view, IntStream.range(0, rows.size()).boxed().toList());
  }

  private List<Window> windows(long batch, List<Integer> rows) {
    Draws places = Draws.of(flips.seed(), batch, Purpose.WINDOWS);
    List<Boolean> mirrored = flips.of(batch, rows.size());
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Picture picture = pictures.get(rows.get(i));
      Window window = crops ? Window.drawn(picture, places) : Window.centre(picture);
      windows.add(mirrored.get(i) ? window.flipped() : window);
    }
    return windows;
  }

  @Override
  public int masked() {
    return masked;
  }

  @Override
  public void close() {
    Optional<View> view = last;
    last = Optional.empty();
    view.ifPresent(View::close);
  }
}
