package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.ModelSizes;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the headers of a model's files say; no tensor is read. */
record Inspection(Family family, ModelSizes sizes, int largestRank) {
  private static final String TOKENS = "token_embedding.weight";
  private static final long CLIP_TOKENS = 49408;

  /**
   * Looks at a model and its vocabulary.
   *
   * @throws dev.lorafoundry.diffusion.model.ModelRefused if one of the files can't be used
   * @throws UploadRefused if they don't belong together
   */
  static Inspection of(Path file, @Nullable Path tokenizer) throws IOException {
    try (BaseModelFile model = BaseModelFile.open(file)) {
      requireVocabulary(tokensOf(model.shapes()), tokenizer);
      return new Inspection(model.family(), model.sizes(), model.largestRank());
    }
  }

  private static void requireVocabulary(long tokens, @Nullable Path tokenizer) throws IOException {
    long known = tokenizer == null ? CLIP_TOKENS : Tokenizers.of(tokenizer).size();
    if (known > tokens) {
      throw new UploadRefused(
          tokenizer == null
              ? "The model knows %d tokens and CLIP's vocabulary has %d: upload the model's own tokenizer.json too."
                  .formatted(tokens, known)
              : "The model knows %d tokens and the tokenizer.json has %d: they belong to different models."
                  .formatted(tokens, known));
    }
  }

  private static long tokensOf(Map<String, Shape> shapes) {
    return shapes.entrySet().stream()
        .filter(each -> each.getKey().endsWith(TOKENS))
        .mapToLong(each -> each.getValue().size(0))
        .min()
        .orElse(0);
  }
}
