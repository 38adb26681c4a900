package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.ModelRefused;
import dev.lorafoundry.diffusion.model.ModelSizes;
import dev.lorafoundry.diffusion.model.Tokenizers;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the headers of a model's files say; no tensor is read. */
record Inspection(Family family, ModelSizes sizes, int largestRank) {
  private static final long CLIP_TOKENS = 49408;

  /**
   * Looks at a model and its vocabulary.
   *
   * @throws ModelRefused if the model's file can't be used
   * @throws UploadRefused if a vocabulary is missing, can't be used or is not the model's
   */
  static Inspection of(Path file, @Nullable Path tokenizer) throws IOException {
    try (BaseModelFile model = BaseModelFile.open(file)) {
      requireVocabulary(model, tokenizer);
      return new Inspection(model.family(), model.sizes(), model.largestRank());
    }
  }

  private static void requireVocabulary(BaseModelFile model, @Nullable Path tokenizer)
      throws IOException {
    if (tokenizer != null) {
      requireKnown(model, tokenizer);
    } else if (model.tokens() < CLIP_TOKENS) {
      throw UploadRefused.of(
          "tokenizer",
          "The model knows %d tokens and CLIP's vocabulary has %d: upload the model's own tokenizer.json too."
              .formatted(model.tokens(), CLIP_TOKENS));
    }
  }

  private static void requireKnown(BaseModelFile model, Path tokenizer) throws IOException {
    try {
      model.requireKnown(Tokenizers.of(tokenizer));
    } catch (ModelRefused refused) {
      throw UploadRefused.of("tokenizer", String.valueOf(refused.getMessage()));
    }
  }
}
