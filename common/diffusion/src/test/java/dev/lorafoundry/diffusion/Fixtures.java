package dev.lorafoundry.diffusion;

import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Numbers that reference implementations computed. They lie among the test resources; {@code
 * -Dfixtures=DIR} takes another folder of the same layout, with all families or some.
 */
public final class Fixtures {
  private static final Map<String, SafetensorsFile> OPEN = new ConcurrentHashMap<>();
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> FAMILIES = Set.of("sd1", "sd2", "sdxl");

  private Fixtures() {}

  /** Whether the set has this file. */
  public static boolean has(String name) {
    return find(name) != null;
  }

  /** Whether this is the set that lies among the test resources. */
  public static boolean areCommitted() {
    return given().isEmpty();
  }

  /** A file that every set has, unless it has nothing of the family: then tests are skipped. */
  public static Path path(String name) {
    Path path = find(name);
    if (path != null) {
      return path;
    }
    String folder = name.replaceFirst("/.*", "");
    boolean skipped = !areCommitted() && FAMILIES.contains(folder) && !has(folder);
    Assumptions.assumeFalse(skipped, () -> set() + " have no folder " + folder);
    throw new IllegalStateException(set() + " lack the file " + name);
  }

  /** A file that the committed set lacks: tests without it are skipped. */
  public static Path optional(String name) {
    Assumptions.assumeTrue(
        has(name), () -> set() + " lack " + name + ", which a folder given by -Dfixtures may have");
    return path(name);
  }

  public static JsonNode json(String name) {
    return JSON.readTree(path(name).toFile());
  }

  /** An open file; {@code .safetensors} is unpacked from {@code .safetensors.gz} if need be. */
  public static SafetensorsFile tensors(String name) {
    return OPEN.computeIfAbsent(
        name,
        key -> {
          try {
            boolean packed = !has(key) && has(key + ".gz");
            return SafetensorsFile.open(packed ? unpacked(key + ".gz") : path(key));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A plain file with the content of a packed one. */
  private static Path unpacked(String name) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path(name)))) {
      Path file = Files.createTempFile("fixture", ".safetensors");
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String given() {
    return System.getProperty("fixtures", "");
  }

  /** The folder of another set; as given, seen from where Maven was called. */
  private static Path folder() {
    Path folder = Path.of(System.getProperty("fixtures.from", "")).resolve(given());
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "-Dfixtures=%s names no folder: there is none at %s"
              .formatted(given(), folder.toAbsolutePath().normalize()));
    }
    return folder;
  }

  /** The set, for people. */
  private static String set() {
    return areCommitted() ? "the committed fixtures" : "the fixtures in " + folder();
  }

  private static @Nullable Path find(String name) {
    if (!areCommitted()) {
      Path path = folder().resolve(name);
      return Files.exists(path) ? path : null;
    }
    URL url = Fixtures.class.getResource("/fixtures/" + name);
    try {
      return url == null ? null : Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
