package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tokenisers from files. */
public final class Tokenizers {
  private Tokenizers() {}

  /**
   * Reads a {@code tokenizer.json}.
   *
   * @throws ModelRefused if the file is none
   */
  public static ClipTokenizer of(Path tokenizerJson) throws IOException {
    try (InputStream in = Files.newInputStream(tokenizerJson)) {
      return new ClipTokenizer(Vocabulary.readJson(in));
    } catch (IllegalArgumentException e) {
      throw new ModelRefused("The tokeniser can't be used: " + e.getMessage() + ".", e);
    }
  }
}
