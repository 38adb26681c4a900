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
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Numbers that reference implementations computed. They lie among the test resources; {@code
 * -Dfixtures=DIR} takes another folder of the same layout.
 */
public final class Fixtures {
  private static final Map<String, SafetensorsFile> OPEN = new ConcurrentHashMap<>();
  private static final JsonMapper JSON = new JsonMapper();

  private Fixtures() {}

  /** Whether the set has this file. */
  public static boolean has(String name) {
    return find(name) != null;
  }

  /** A file that the committed set has; a test without it is skipped in other sets only. */
  public static Path path(String name) {
    Path path = find(name);
    Assumptions.assumeTrue(
        path != null || folder().isEmpty(), () -> "the fixtures have no file " + name);
    if (path == null) {
      throw new IllegalStateException("the committed fixtures lack the file " + name);
    }
    return path;
  }

  /** A file that the committed set lacks: tests without it are skipped. */
  public static Path optional(String name) {
    Assumptions.assumeTrue(has(name), () -> name + " is not shipped; give a folder by -Dfixtures");
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
            return SafetensorsFile.open(has(key) ? path(key) : unpacked(key + ".gz"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A plain file with the content of a packed one. */
  public static Path unpacked(String name) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path(name)))) {
      Path file = Files.createTempFile("fixture", ".safetensors");
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String folder() {
    return System.getProperty("fixtures", "");
  }

  private static @Nullable Path find(String name) {
    if (!folder().isEmpty()) {
      Path path = Path.of(folder(), name);
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
