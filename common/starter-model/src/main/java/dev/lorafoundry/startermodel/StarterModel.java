package dev.lorafoundry.startermodel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The starter model as files: a single-file checkpoint in Stable Diffusion 1's layout, small enough
 * to train and render on a processor, with its tokeniser beside it.
 */
public final class StarterModel {
  /** File name of the checkpoint. */
  public static final String MODEL = "starter-v1.safetensors";

  /** File name of the tokeniser. */
  public static final String TOKENIZER = "starter-v1.tokenizer.json";

  private StarterModel() {}

  /**
   * Writes both files into a folder, over older ones of the same names.
   *
   * @return the checkpoint's path
   */
  public static Path copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    copy(TOKENIZER, folder);
    return copy(MODEL, folder);
  }

  /** Where {@link #copyTo} puts the tokeniser. */
  public static Path tokenizerIn(Path folder) {
    return folder.resolve(TOKENIZER);
  }

  private static Path copy(String name, Path folder) throws IOException {
    try (InputStream in = StarterModel.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing from the jar");
      }
      Path unfinished = folder.resolve(name + ".part");
      Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
      return Files.move(
          unfinished,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
