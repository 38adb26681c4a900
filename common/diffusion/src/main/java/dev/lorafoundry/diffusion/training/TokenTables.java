package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.OwnedTensors;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Tables of tokens (M, chunks, 77), one for each encoder, and of their weights (M, T), if any. */
record TokenTables(TensorRuntime runtime, CaptionTokens tokens) implements TextTables {
  @Override
  public Map<String, Tensor> make(List<String> texts) {
    List<List<TokenChunks>> all = texts.stream().map(tokens::of).toList();
    try (OwnedTensors tables = new OwnedTensors()) {
      for (int i = 0; i < tokens.layouts().size(); i++) {
        int encoder = i;
        tables.put(
            TrainedModel.tokens(i), table(all.stream().map(text -> text.get(encoder)).toList()));
      }
      if (tokens.weighted()) {
        tables.put(TrainedModel.WEIGHTS, weights(all.stream().map(text -> text.get(0)).toList()));
      }
      return tables.release();
    }
  }

  private Tensor weights(List<TokenChunks> texts) {
    int length = tokens.length() + 2;
    float[] table = new float[texts.size() * length];
    for (int i = 0; i < texts.size(); i++) {
      System.arraycopy(texts.get(i).stateWeights(), 0, table, i * length, length);
    }
    return runtime.floats(Shape.of(texts.size(), length), table);
  }

  private Tensor table(List<TokenChunks> texts) {
    long[] ids = texts.stream().flatMapToLong(text -> LongStream.of(text.toArray())).toArray();
    return runtime.longs(Shape.of(texts.size(), texts.get(0).count(), TokenChunks.LENGTH), ids);
  }

  @Override
  public void close() {}
}
