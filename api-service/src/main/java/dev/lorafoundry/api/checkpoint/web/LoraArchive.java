package dev.lorafoundry.api.checkpoint.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.project.SafeNames;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Several LoRA files as one zip, which is written while it is sent and lies nowhere. */
final class LoraArchive {
  /** why: its end says which job and which step it is of */
  private static final int LONGEST_NAME = 200;

  private final Map<String, Checkpoint> files = new LinkedHashMap<>();
  private final ObjectStore store;

  /**
   * @param jobNames names of the jobs of all these checkpoints
   */
  LoraArchive(List<Checkpoint> checkpoints, Map<JobId, String> jobNames, ObjectStore store) {
    this.store = store;
    SafeNames safe = new SafeNames(LONGEST_NAME);
    for (Checkpoint checkpoint : checkpoints) {
      String name = checkpoint.nameWith(jobNames.getOrDefault(checkpoint.job(), "job"));
      int dot = name.lastIndexOf('.');
      files.put(
          dot > 0
              ? safe.free(name.substring(0, dot)) + "." + SafeNames.part(name.substring(dot + 1))
              : safe.free(name),
          checkpoint);
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
}
