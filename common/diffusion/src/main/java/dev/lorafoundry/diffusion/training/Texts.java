package dev.lorafoundry.diffusion.training;

import java.util.List;
import java.util.Map;

/** What the model is told of the pictures in words. */
sealed interface Texts extends AutoCloseable permits FixedTexts, VaryingTexts {
  static Texts of(Captions captions, TextTables tables) {
    return captions.vary()
        ? new VaryingTexts(captions, tables)
        : FixedTexts.of(captions.all(), tables);
  }

  /**
   * Rows of tables by their names, one for each picture; good until the next batch.
   *
   * @param batch number of the batch, from 0
   * @param pictures numbers in the dataset
   */
  Map<String, Batch.Rows> shown(long batch, List<Integer> pictures);

  @Override
  void close();
}
