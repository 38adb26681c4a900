package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.LayerNorm;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Size;
import dev.lorafoundry.tensor.Value;

/** Attention among the tokens, attention to the text, and a feed-forward network, each added on. */
final class TransformerBlock {
  private final LayerNorm norm1;
  private final Attention self;
  private final LayerNorm norm2;
  private final Attention cross;
  private final LayerNorm norm3;
  private final FeedForward feedForward;

  TransformerBlock(Weights w, HeadRule heads) {
    norm1 = new LayerNorm(w.at("norm1"));
    self = new Attention(w.at("attn1"), heads);
    norm2 = new LayerNorm(w.at("norm2"));
    cross = new Attention(w.at("attn2"), heads);
    norm3 = new LayerNorm(w.at("norm3"));
    feedForward = new FeedForward(w.at("ff"));
  }

  /** (B·T, C), unchanged, with a context (B·S, width). */
  Value forward(Value x, Value context, Size samples) {
    Value normed = norm1.forward(x);
    Value y = x.add(self.forward(normed, normed, samples));
    y = y.add(cross.forward(norm2.forward(y), context, samples));
    return y.add(feedForward.forward(norm3.forward(y)));
  }
}
