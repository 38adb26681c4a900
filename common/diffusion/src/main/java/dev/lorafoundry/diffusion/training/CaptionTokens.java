package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.model.TextEncoders;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import java.util.List;

/** Captions as tokens for each text encoder of a base model. */
final class CaptionTokens {
  private final ClipTokenizer tokenizer;
  private final List<TokenChunks.Layout> layouts;
  private final int length;

  CaptionTokens(TrainingBase base, TrainingSettings settings) {
    tokenizer = base.tokenizer();
    layouts = TextEncoders.layouts(base.file().family(), tokenizer);
    length = settings.text().maxTokenLength();
  }

  /** How many encoders there are. */
  int encoders() {
    return layouts.size();
  }

  List<TokenChunks> of(String caption) {
    List<Integer> ids = tokenizer.encode(caption);
    return layouts.stream().map(layout -> TokenChunks.of(layout, ids, length)).toList();
  }
}
