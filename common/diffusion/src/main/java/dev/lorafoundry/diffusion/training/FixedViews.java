package dev.lorafoundry.diffusion.training;

import java.util.List;

/**
 * The same part of each picture each time, encoded once.
 *
 * @param view with a row for each picture
 */
record FixedViews(View view) implements Views {
  @Override
  public Shown shown(long batch, List<Integer> rows) {
    return new Shown(view, rows);
  }

  @Override
  public int masked() {
    return view.masked();
  }

  @Override
  public void close() {
    view.close();
  }
}
