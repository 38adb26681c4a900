package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScratchTest {
  @TempDir private Path folder;

  @Test
  void goesWithWhatIsInIt() throws IOException {
    try (Scratch scratch = Scratch.in(folder)) {
      Files.writeString(scratch.folder().resolve("file"), "x");
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void doesNotSpoilTheAttemptIfItCannotBeRemoved() throws IOException {
    Scratch scratch = Scratch.in(folder);
    Files.delete(scratch.folder()); // so that there is nothing that could be removed

    assertThatCode(scratch::close).doesNotThrowAnyException();
  }
}
