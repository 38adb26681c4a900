package dev.lorafoundry.standalone.client;

import dev.lorafoundry.contracts.PreviewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A preview as the API tells of it. */
public record Preview(PreviewId id, State state, List<Picture> pictures, @Nullable String reason) {
  public Preview {
    pictures = List.copyOf(pictures);
  }

  /** One picture of the grid; {@code url} is its path at the API. */
  public record Picture(
      int row, int column, int batchIndex, long seed, double loraWeight, String url) {}
}
