package dev.lorafoundry.api.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder on the service's own disk from which models can be registered. Plain names of files in
 * it count, and nothing else: no paths, and no links that lead out.
 */
public final class ModelFolder {
  private static final String EXTENSION = ".safetensors";

  private final @Nullable Path folder;

  ModelFolder(ModelSettings settings) {
    this.folder = settings.folder();
  }

  /** A file that can be registered. */
  public record Entry(String file, long bytes) {}

  /** Models in the folder, by name; empty without a folder. */
  public List<Entry> list() throws IOException {
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(name -> name.endsWith(EXTENSION))
          .flatMap(name -> inside(folder, name).stream())
          .map(ModelFolder::entry)
          .sorted(java.util.Comparator.comparing(Entry::file))
          .toList();
    }
  }

  /**
   * A file of the folder.
   *
   * @throws ModelNotFound if there is none of that name
   */
  public Path file(String name) {
    if (folder == null) {
      throw ModelNotFound.folder();
    }
    return inside(folder, name)
        .orElseThrow(
            () -> ModelNotFound.file(name.length() > 80 ? name.substring(0, 80) + "…" : name));
  }

  private static Optional<Path> inside(Path folder, String name) {
    try {
      Path file = folder.resolve(name);
      boolean plain = Path.of(name).getNameCount() == 1 && folder.equals(file.getParent());
      if (!plain || !Files.isRegularFile(file)) {
        return Optional.empty();
      }
      return file.toRealPath().startsWith(folder.toRealPath())
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException | IOException e) {
      // why: what is no name of a file, or can't be looked at, is not there for who asks
      return Optional.empty();
    }
  }

  private static Entry entry(Path file) {
    return new Entry(String.valueOf(file.getFileName()), file.toFile().length());
  }
}
