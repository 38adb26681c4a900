package dev.lorafoundry.api.checkpoint;

import static java.util.stream.Collectors.joining;

import dev.lorafoundry.diffusion.lora.PeftAdapter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.core.io.ClassPathResource;

/**
 * PEFT's adapters for the models of a pipeline as one zip: a folder for each, and how to use them.
 */
final class AdapterArchive {
  private static final ClassPathResource USE = new ClassPathResource("diffusers/README.txt");
  private static final String PARTS = "PARTS";

  private final List<PeftAdapter> adapters;
  private final FileTime time;

  /**
   * @param made when the LoRA was
   */
  AdapterArchive(List<PeftAdapter> adapters, Instant made) {
    this.adapters = adapters;
    this.time = FileTime.from(made);
  }

  /** Nothing is compressed: weights hardly become smaller. */
  void write(Path path) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      put(zip, "README.txt", text(use()));
      for (PeftAdapter adapter : adapters) {
        String folder = adapter.part() + "/";
        put(zip, folder + "adapter_config.json", text(adapter.configuration()));
        put(zip, folder + "adapter_model.safetensors", adapter.weights().open());
      }
    }
  }

  /** With the parts as a list in Python. */
  private String use() throws IOException {
    String parts =
        adapters.stream().map(each -> '"' + each.part() + '"').collect(joining(", ", "[", "]"));
    return USE.getContentAsString(StandardCharsets.UTF_8).replace(PARTS, parts);
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(ZipOutputStream zip, String name, InputStream content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(time);
    zip.putNextEntry(entry);
    content.transferTo(zip);
    zip.closeEntry();
  }
}
