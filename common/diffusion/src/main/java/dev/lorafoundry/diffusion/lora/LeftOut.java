package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.nn.Layer;
import dev.lorafoundry.tensor.RandomStream;
import dev.lorafoundry.tensor.Size;
import dev.lorafoundry.tensor.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What modules go without in the method that is being described; {@link Dropout} says which. */
final class LeftOut {
  private final double neurons;
  private final Map<String, Place> starts = new HashMap<>();
  private final Map<String, Place> shares = new HashMap<>();

  /** Where a module's numbers begin in a table of all modules. */
  private record Place(Value table, int column) {}

  /**
   * @param neurons share of them that is left out
   */
  LeftOut(double neurons) {
    this.neurons = neurons;
  }

  /**
   * Neurons are left out.
   *
   * @param table where each module's stream of random numbers starts (modules)
   */
  void neurons(Value table, List<NetworkModule> modules) {
    for (NetworkModule module : modules) {
      starts.put(module.name(), new Place(table, starts.size()));
    }
  }

  /**
   * Ranks are left out.
   *
   * @param table what is left of each, for each sample (B, ranks of all modules)
   */
  void ranks(Value table, List<NetworkModule> modules) {
    int column = 0;
    for (NetworkModule module : modules) {
      shares.put(module.name(), new Place(table, column));
      column += Math.toIntExact(module.rank());
    }
  }

  /** What is left of the values between a module's matrices, (B·T, r) or (B, r, H, W). */
  Value of(Value x, NetworkModule module, Layer.Form form) {
    Value left = ofNeurons(x, starts.get(module.name()));
    return ofRanks(left, shares.get(module.name()), module, form);
  }

  private Value ofNeurons(Value x, @Nullable Place start) {
    if (start == null) {
      return x;
    }
    Value stay = RandomStream.notBelow(neurons, x, start.table().select(0, start.column()));
    return x.mul(stay).mul(1 / (1 - neurons));
  }

  private static Value ofRanks(
      Value x, @Nullable Place share, NetworkModule module, Layer.Form form) {
    if (share == null) {
      return x;
    }
    long ranks = module.rank();
    Value own = share.table().slice(1, share.column(), share.column() + ranks); // (B, r)
    if (form instanceof Layer.Maps) {
      return x.mul(own.unsqueeze(-1).unsqueeze(-1)); // (B, r, H, W)
    }
    Value samples = LayerNames.isText(module.name()) ? ofChunks(x, own, ranks) : own;
    return x.reshape(samples.size(0), -1, ranks).mul(samples.unsqueeze(1)).flatten(0, 1);
  }

  /** Shares of the chunks of texts that came this far: of all, or of each text's first one. */
  private static Value ofChunks(Value x, Value shares, long ranks) {
    Size chunks = x.size(0).dividedBy(ClipTextEncoder.CHUNK);
    return shares.reshape(chunks, -1, ranks).select(1, 0); // (chunks, r)
  }
}
