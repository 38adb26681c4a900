package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Another part of each picture each time, as sd-scripts' {@code random_crop} chooses it: every
 * batch has tables of its own. Which parts these are depends on seed and batch alone.
 */
final class VaryingViews implements Views {
  private final List<Picture> pictures;
  private final ViewMaker maker;
  private final long seed;
  private final int masked;
  private Optional<View> last = Optional.empty();

  private VaryingViews(List<Picture> pictures, ViewMaker maker, long seed, int masked) {
    this.pictures = List.copyOf(pictures);
    this.maker = maker;
    this.seed = seed;
    this.masked = masked;
  }

  /**
   * @param maker stays open as long
   */
  static VaryingViews of(List<Picture> pictures, ViewMaker maker, long seed) {
    return new VaryingViews(pictures, maker, seed, maker.look(pictures));
  }

  @Override
  public Shown shown(long batch, List<Integer> rows) {
    close();
    Draws places = Draws.of(seed, batch, Purpose.WINDOWS);
    Draws samples = Draws.of(seed, batch, Purpose.WINDOW_LATENTS);
    List<Window> windows =
        rows.stream().map(row -> Window.drawn(pictures.get(row), places)).toList();
    View view = maker.make(windows, row -> samples);
    last = Optional.of(view);
    return new Shown(view, IntStream.range(0, rows.size()).boxed().toList());
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
