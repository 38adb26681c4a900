package dev.lorafoundry.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateFolderTest {
  @TempDir Path folder;

  @Test
  void isForOneProcessAtATime() {
    Path root = folder.resolve("state");

    try (StateFolder first = StateFolder.open(root)) {
      assertThat(first.root()).isEqualTo(root);
      assertThatThrownBy(() -> StateFolder.open(root))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining(root + " is in use by another LoRA Foundry")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--state");
    }
    StateFolder.open(root).close();
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    Path root = folder.resolve("state");

    try (StateFolder state = StateFolder.open(root)) {
      Secrets.in(state.secrets(), state.postgres());
      assertThat(rights(root)).isEqualTo("rwx------");
      assertThat(rights(state.secrets())).isEqualTo("rw-------");
    }
  }

  @Test
  void becomesItsOwnersOnlyIfOthersCouldReadIt() throws IOException {
    Path root = Files.createDirectory(folder.resolve("state"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));

    StateFolder.prepare(root);

    assertThat(rights(root)).isEqualTo("rwx------");
  }

  @Test
  void leavesAFolderOfSomethingElseAlone() throws IOException {
    Path root = Files.createDirectory(folder.resolve("home"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createFile(root.resolve("letter.txt"));

    assertThatThrownBy(() -> StateFolder.prepare(root))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(root + " is not empty and holds no state of LoRA Foundry")
        .hasMessageContaining("--state");
    assertThat(rights(root)).isEqualTo("rwxr-xr-x");
    assertThat(root.resolve("version")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "two", ""})
  void isNotReadInAnotherVersion(String version) throws IOException {
    Path root = folder.resolve("state");
    StateFolder.open(root).close();
    Files.writeString(root.resolve("version"), version + "\n");

    assertThatThrownBy(() -> StateFolder.open(root))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("state of version '" + version + "'")
        .hasMessageContaining("this program reads version 1")
        .hasMessageContaining("--state");
  }

  @Test
  void saysWhyItCantBeUsed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> StateFolder.open(file.resolve("state")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("can't be used")
        .hasMessageContaining("Choose another with --state");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
