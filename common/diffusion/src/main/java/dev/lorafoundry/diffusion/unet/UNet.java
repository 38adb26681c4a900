package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.Conv2d;
import dev.lorafoundry.diffusion.nn.GroupNorm;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Predicts the noise in latents (or the velocity, as the model was trained): down through the
 * levels, a middle, up again with the down path's results beside. Levels and sizes come from the
 * checkpoint (prefix {@code model.diffusion_model}).
 */
public final class UNet {
  private static final double EPSILON = 1e-5;

  /** Parts of the middle: a residual block on each side of a transformer. */
  private static final int MIDDLE = 3;

  private final Embedding time;
  private final Optional<Embedding> label;
  private final List<List<Part>> down;
  private final List<Part> middle;
  private final List<UpBlock> up;
  private final GroupNorm normOut;
  private final Conv2d convOut;
  private final long width;

  public UNet(Weights w, HeadRule heads) {
    time = new Embedding(w.at("time_embed"));
    label = w.has("label_emb") ? Optional.of(new Embedding(w.at("label_emb.0"))) : Optional.empty();
    width = w.shape("time_embed.0.weight").size(1);
    Weights in = w.at("input_blocks");
    down = IntStream.range(0, in.count()).mapToObj(i -> parts(in.at(i), heads)).toList();
    middle = parts(w.at("middle_block"), heads);
    Weights out = w.at("output_blocks");
    up = IntStream.range(0, out.count()).mapToObj(i -> new UpBlock(out.at(i), heads)).toList();
    normOut = new GroupNorm(w.at("out.0"), EPSILON);
    convOut = Conv2d.same(w.at("out.2"));
    requireWhole(w.path());
  }

  private void requireWhole(String path) {
    if (down.size() != up.size()) {
      throw new IllegalArgumentException(
          "%s has %d input_blocks but %d output_blocks, which must be as many"
              .formatted(path, down.size(), up.size()));
    }
    if (middle.size() != MIDDLE) {
      throw new IllegalArgumentException(
          "the middle_block of %s has %d parts, not %d".formatted(path, middle.size(), MIDDLE));
    }
  }

  /** Width of the time embedding that {@link #forward} takes. */
  public long timeWidth() {
    return width;
  }

  /** Whether this is a U-Net that also takes a vector for each sample, as SDXL's. */
  public boolean takesVector() {
    return label.isPresent();
  }

  /**
   * Of a U-Net that takes no vector.
   *
   * @param x noisy latents (B, 4, H, W)
   * @param time {@link TimeEmbedding} of each sample's timestep (B, {@link #timeWidth})
   * @param context text states (B, T, context width)
   * @return prediction (B, 4, H, W) in fp32
   */
  public Value forward(Value x, Value time, Value context) {
    if (takesVector()) {
      throw new IllegalStateException("the U-Net takes a vector for each sample, too");
    }
    return predicted(x, new Conditions(embedded(time), rows(context)));
  }

  /**
   * Of a U-Net that takes a vector.
   *
   * @param vector pooled text states with the {@link TimeEmbedding} of six sizes (B, vector width)
   */
  public Value forward(Value x, Value time, Value context, Value vector) {
    Embedding own = label.orElseThrow(() -> new IllegalStateException("the U-Net takes no vector"));
    Value embedded = embedded(time);
    Value both =
        x.program().stage(List.of(embedded, vector), in -> in.get(0).add(own.forward(in.get(1))));
    return predicted(x, new Conditions(both, rows(context)));
  }

  private Value predicted(Value x, Conditions with) {
    Deque<Value> skips = new ArrayDeque<>();
    Value h = x;
    for (int i = 0; i < down.size(); i++) { // input_blocks.0 is the first convolution
      h = stage(down.get(i), h, with).named("in" + i);
      skips.push(h);
    }
    h = stage(middle, h, with).named("mid");
    for (int i = 0; i < up.size(); i++) {
      h = up.get(i).forward(h, skips, with).named("out" + i);
    }
    return convOut.forward(normOut.forward(h).silu());
  }

  private Value embedded(Value sinusoids) {
    return time.forward(sinusoids).named("time"); // (B, E)
  }

  private static Value rows(Value context) {
    return context.program().stage(List.of(context), in -> in.get(0).flatten(0, 1)); // (B·T, width)
  }

  private static Value stage(List<Part> parts, Value x, Conditions with) {
    return x.program()
        .stage(
            List.of(x, with.time(), with.context()),
            in -> through(parts, in.get(0), new Conditions(in.get(1), in.get(2))));
  }

  private static Value through(List<Part> parts, Value x, Conditions with) {
    Value h = x;
    for (Part part : parts) {
      h = part.forward(h, with);
    }
    return h;
  }

  private static List<Part> parts(Weights w, HeadRule heads) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < w.count(); i++) {
      parts.add(Part.of(w.at(i), heads));
    }
    return parts;
  }
}
