package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Texts that are other ones each time: every batch has tables of its own. */
final class VaryingTexts implements Texts {
  private final Captions captions;
  private final TextTables maker;
  private Map<String, Tensor> tables = Map.of();

  /**
   * @param maker is closed with this
   */
  VaryingTexts(Captions captions, TextTables maker) {
    this.captions = captions;
    this.maker = maker;
  }

  @Override
  public Map<String, Batch.Rows> shown(long batch, List<Integer> pictures) {
    closeTables();
    tables = maker.make(captions.shown(batch, pictures));
    List<Integer> rows = IntStream.range(0, pictures.size()).boxed().toList();
    Map<String, Batch.Rows> all = new LinkedHashMap<>();
    tables.forEach((name, table) -> all.put(name, new Batch.Rows(table, rows)));
    return all;
  }

  private void closeTables() {
    Map<String, Tensor> last = tables;
    tables = Map.of();
    last.values().forEach(Tensor::close);
  }

  @Override
  public void close() {
    closeTables();
    maker.close();
  }
}
