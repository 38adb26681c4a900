package dev.lorafoundry.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

final class ModelFolderTest {
  @TempDir Path place;
  private Path folder;

  @BeforeEach
  void fill() throws IOException {
    folder = Files.createDirectory(place.resolve("models"));
    Files.writeString(folder.resolve("b.safetensors"), "bb");
    Files.writeString(folder.resolve("a.safetensors"), "a");
    Files.writeString(folder.resolve("readme.txt"), "no model");
    Files.createDirectory(folder.resolve("sub.safetensors"));
    Path secret = Files.writeString(place.resolve("secret.safetensors"), "secret");
    Files.createSymbolicLink(folder.resolve("out.safetensors"), secret);
    Files.createSymbolicLink(folder.resolve("within.safetensors"), folder.resolve("a.safetensors"));
  }

  @Test
  void listsModelsInTheFolder() throws IOException {
    assertThat(folder(folder).list())
        .containsExactly(
            new ModelFolder.Entry("a.safetensors", 1),
            new ModelFolder.Entry("b.safetensors", 2),
            new ModelFolder.Entry("within.safetensors", 1));
  }

  @Test
  void givesFilesByTheirNames() {
    assertThat(folder(folder).file("a.safetensors")).hasContent("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.safetensors",
        "out.safetensors",
        "sub.safetensors",
        "./a.safetensors",
        "/etc/passwd",
        "..",
        ".",
        "",
        "a\u0000.safetensors",
        "nothing.safetensors"
      })
  void givesNothingElse(String name) {
    assertThatThrownBy(() -> folder(folder).file(name))
        .isInstanceOf(ModelNotFound.class)
        .hasMessageContaining("There is no file");
  }

  @Test
  void saysThatThereIsNoFolder() throws IOException {
    assertThat(folder(null).list()).isEmpty();
    assertThatThrownBy(() -> folder(null).file("a.safetensors"))
        .hasMessageContaining("set lora-foundry.models.folder");
  }

  private static ModelFolder folder(Path path) {
    return new ModelFolder(new ModelSettings(path, DataSize.ofGigabytes(8)));
  }
}
