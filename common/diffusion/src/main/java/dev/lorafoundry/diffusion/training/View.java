package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parts of pictures of one size as the model takes them: tables with a row for each.
 *
 * @param latents (N, 4, H, W)
 * @param conditions masks and sizes, where there are such
 * @param means of the latents' channels, where noise depends on them
 * @param masked how many of them have masks
 */
record View(Tensor latents, Map<String, Tensor> conditions, ChannelMeans means, int masked)
    implements AutoCloseable {
  View {
    conditions = Map.copyOf(conditions);
  }

  Map<String, Batch.Rows> conditions(List<Integer> rows) {
    Map<String, Batch.Rows> some = new LinkedHashMap<>();
    conditions.forEach((name, table) -> some.put(name, new Batch.Rows(table, rows)));
    return some;
  }

  @Override
  public void close() {
    latents.close();
    conditions.values().forEach(Tensor::close);
  }
}
