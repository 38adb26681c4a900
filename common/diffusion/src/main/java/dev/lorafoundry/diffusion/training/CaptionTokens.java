package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.model.TextEncoders;
import dev.lorafoundry.diffusion.prompt.PromptWeights;
import dev.lorafoundry.diffusion.prompt.PromptWeights.Dialect;
import dev.lorafoundry.diffusion.prompt.WeightedText;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import java.util.List;

/**
 * Captions as tokens for each text encoder of a base model.
 *
 * @param length most tokens of a caption
 * @param weighted whether brackets weight what is between them, as with sd-scripts' {@code
 *     weighted_captions}: the states of the tokens are to be multiplied by their weights, and are
 *     not brought back to their mean as in the webui
 */
record CaptionTokens(
    ClipTokenizer tokenizer, List<TokenChunks.Layout> layouts, int length, boolean weighted) {
  CaptionTokens {
    layouts = List.copyOf(layouts);
  }

  static CaptionTokens of(TrainingBase base, TrainingSettings settings) {
    return new CaptionTokens(
        base.tokenizer(),
        TextEncoders.layouts(base.file().family(), base.tokenizer()),
        settings.text().maxTokenLength(),
        settings.captions().weightedCaptions());
  }

  /** A caption's tokens for each encoder; all have the same weights. */
  List<TokenChunks> of(String caption) {
    List<TokenChunks.Weighted> pieces = pieces(caption).stream().map(this::piece).toList();
    return layouts.stream().map(layout -> TokenChunks.ofWeighted(layout, pieces, length)).toList();
  }

  private List<WeightedText> pieces(String caption) {
    return weighted
        ? PromptWeights.parse(caption, Dialect.SD_SCRIPTS)
        : List.of(new WeightedText(caption, 1));
  }

  private TokenChunks.Weighted piece(WeightedText piece) {
    return new TokenChunks.Weighted(tokenizer.encode(piece.text()), (float) piece.weight());
  }
}
