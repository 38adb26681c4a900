package dev.lorafoundry.diffusion.training;

import java.util.List;

/** What the model is shown of pictures of one size. */
sealed interface Views extends AutoCloseable permits FixedViews, FlippedViews, VaryingViews {
  /**
   * What a batch is shown.
   *
   * @param rows of the view, one for each picture of the batch
   */
  record Shown(View view, List<Integer> rows) {
    public Shown {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Good until the next batch.
   *
   * @param batch number of the batch, from 0
   * @param rows of the pictures among those of their size
   */
  Shown shown(long batch, List<Integer> rows);

  /** How many of the pictures have masks, where these are used. */
  int masked();

  @Override
  void close();
}
