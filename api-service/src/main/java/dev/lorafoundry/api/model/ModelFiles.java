package dev.lorafoundry.api.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files that are to become a base model, with what people say of them.
 *
 * @param fileName as people know the file; its name without extension is the model's usual name
 * @param tokenizer the model's own vocabulary; absent: it uses CLIP's
 * @param name what the model is to be called; absent: as the file
 * @param prediction epsilon or v; absent: as most models of its family
 */
public record ModelFiles(
    Path file,
    String fileName,
    @Nullable Path tokenizer,
    @Nullable String name,
    @Nullable String prediction) {

  String modelName() {
    return name == null || name.isBlank() ? stem(fileName) : name.strip();
  }

  /** Old browsers send whole paths. */
  private static String stem(String fileName) {
    String last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    return last.endsWith(".safetensors")
        ? last.substring(0, last.length() - ".safetensors".length())
        : last;
  }
}
