package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that a training reads again and again. */
final class PictureFilesTest extends TinyTrainings {
  @TempDir private Path files;

  private final List<String> fetched = new ArrayList<>();

  @Test
  void areFetchedOnceAndReadFromTheDisk() {
    readTwice(Long.MAX_VALUE);

    assertThat(fetched).hasSize(3);
    assertThat(files.toFile().list()).hasSize(3);
  }

  @Test
  void areFetchedEachTimeWhereTheyWouldTakeMoreThanTheirShareOfTheDisk() {
    readTwice(1);

    assertThat(fetched).hasSize(5);
    assertThat(files.toFile().list()).hasSize(1);
  }

  private void readTwice(long share) {
    Dataset dataset = Dataset.of(store, jobs.withRandomCrop(Map.of()).snapshot());
    PictureFiles pictures = new PictureFiles(dataset, files, () -> fetched.add("once more"), share);
    for (int i = 0; i < 2; i++) {
      for (Picture picture : dataset.snapshot().pictures()) {
        assertThat(pictures.picture(picture).getWidth()).isPositive();
      }
    }
  }
}
