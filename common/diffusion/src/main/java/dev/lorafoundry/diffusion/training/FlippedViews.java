package dev.lorafoundry.diffusion.training;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The same part of each picture each time, or its mirror image, both encoded once.
 *
 * @param view with two rows for each picture: the picture, then its mirror image
 */
record FlippedViews(View view, Flips flips) implements Views {
  @Override
  public Shown shown(long batch, List<Integer> rows) {
    List<Boolean> mirrored = flips.of(batch, rows.size());
    return new Shown(
        view,
        IntStream.range(0, rows.size())
            .map(i -> 2 * rows.get(i) + (mirrored.get(i) ? 1 : 0))
            .boxed()
            .toList());
  }

  @Override
  public int masked() {
    return view.masked() / 2;
  }

  @Override
  public void close() {
    view.close();
  }
}
