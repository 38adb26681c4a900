package dev.lorafoundry.api.checkpoint.web;

import static dev.lorafoundry.api.checkpoint.CheckpointExample.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

final class LoraArchiveTest {
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Job job = JobExample.job(RunId.random(), VersionId.random(), "a");
  private final Map<JobId, String> names = Map.of(job.id(), "small-bs-1");

  @Test
  void holdsEachFileUnderTheNameThatASingleDownloadHas() throws IOException {
    Checkpoint early = stored(checkpoint(job, 2), 5);
    Checkpoint late = stored(checkpoint(job, 4), 70_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    archive(early, late).writeTo(out);

    assertThat(sizes(out.toByteArray()))
        .containsExactly(
            Map.entry("starz-v5-000002-small-bs-1.safetensors", 5),
            Map.entry("starz-v5-000004-small-bs-1.safetensors", 70_000));
  }

  @Test
  void givesEveryFileAnotherName() {
    LoraArchive archive =
        archive(
            checkpoint(job, 2, "A.safetensors"),
            checkpoint(job, 3, "a.safetensors"),
            checkpoint(job, 4, "a.safetensors"));

    assertThat(archive.names())
        .containsExactly(
            "A-small-bs-1.safetensors", "a-small-bs-1-2.safetensors", "a-small-bs-1-3.safetensors");
  }

  @Test
  void leadsNowhereElse() {
    assertThat(archive(checkpoint(job, 2, "../..\\x:?\n.safetensors")).names())
        .containsExactly("_.._x___-small-bs-1.safetensors");
  }

  private LoraArchive archive(Checkpoint... checkpoints) {
    return new LoraArchive(List.of(checkpoints), names, store);
  }

  private Checkpoint stored(Checkpoint checkpoint, int bytes) {
    store.put(new ObjectKey(checkpoint.key()), Content.of(new byte[bytes], Content.BINARY));
    return checkpoint;
  }

  private static Map<String, Integer> sizes(byte[] zip) throws IOException {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        sizes.put(entry.getName(), in.readAllBytes().length);
      }
    }
    return sizes;
  }
}
