package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tokenisers from files. */
public final class Tokenizers {
  private static final int GZIP = 0x1f8b;

  private Tokenizers() {}

  /**
   * Reads a {@code tokenizer.json}, or OpenAI's packed list of merges.
   *
   * @throws ModelRefused if the file is neither
   */
  public static ClipTokenizer of(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return new ClipTokenizer(isPacked(in) ? Vocabulary.readMerges(in) : Vocabulary.readJson(in));
    } catch (IllegalArgumentException e) {
      throw new ModelRefused("The tokeniser can't be used: " + e.getMessage() + ".", e);
    }
  }

  private static boolean isPacked(InputStream in) throws IOException {
    in.mark(2);
    int first = in.read() << 8 | in.read();
    in.reset();
    return first == GZIP;
  }
}
