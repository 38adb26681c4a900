package dev.lorafoundry.api.checkpoint.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Several LoRA files as one zip, which is written while it is sent and lies nowhere. */
final class LoraArchive {
  private final Map<String, Checkpoint> files = new LinkedHashMap<>();
  private final ObjectStore store;

  /**
   * @param jobNames names of the jobs of all these checkpoints
   */
  LoraArchive(List<Checkpoint> checkpoints, Map<JobId, String> jobNames, ObjectStore store) {
    this.store = store;
    for (Checkpoint checkpoint : checkpoints) {
      String name = checkpoint.nameWith(jobNames.getOrDefault(checkpoint.job(), "job"));
      files.put(unique(plain(name)), checkpoint);
    }
  }

  /** Names of the files, each once. */
  Set<String> names() {
    return files.keySet();
  }

  /** LoRAs hardly become smaller, so that none is compressed. */
  void writeTo(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.NO_COMPRESSION);
    for (Map.Entry<String, Checkpoint> file : files.entrySet()) {
      ZipEntry entry = new ZipEntry(file.getKey());
      entry.setLastModifiedTime(FileTime.from(file.getValue().createdAt()));
      zip.putNextEntry(entry);
      try (InputStream content = store.open(new ObjectKey(file.getValue().key()))) {
        content.transferTo(zip);
      }
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Nothing in a name leads out of the folder that the zip is unpacked into. */
  private static String plain(String name) {
    return name.replaceAll("[/\\\\\\p{Cntrl}]", "_");
  }

  /** Windows tells no names apart that differ in capitals only. */
  private String unique(String name) {
    Set<String> taken =
        files.keySet().stream()
            .map(each -> each.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
    String result = name;
    for (int i = 2; taken.contains(result.toLowerCase(Locale.ROOT)); i++) {
      result = "%s (%d)%s".formatted(name.substring(0, dot), i, name.substring(dot));
    }
    return result;
  }
}
