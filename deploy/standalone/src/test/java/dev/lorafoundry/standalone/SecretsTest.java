package dev.lorafoundry.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
  @TempDir Path folder;

  @Test
  void areMadeOnceAndKept() {
    Path file = folder.resolve("secrets.properties");

    Secrets made = Secrets.in(file);

    assertThat(Secrets.in(file)).isEqualTo(made);
    assertThat(
            List.of(
                made.apiToken(),
                made.workerToken(),
                made.s3AccessKey(),
                made.s3SecretKey(),
                made.postgresPassword()))
        .doesNotHaveDuplicates()
        .allMatch(secret -> secret.matches("[0-9a-f]{48}"));
  }

  @Test
  void differFromFolderToFolder() {
    assertThat(Secrets.in(folder.resolve("a")).apiToken())
        .isNotEqualTo(Secrets.in(folder.resolve("b")).apiToken());
  }

  @Test
  void areNotShownByAccident() {
    Secrets secrets = Secrets.in(folder.resolve("secrets"));

    assertThat(secrets.toString()).doesNotContain(secrets.apiToken());
  }

  @Test
  void sayWhichOneIsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("secrets"), "api-token=x\n");

    assertThatThrownBy(() -> Secrets.in(file))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("holds no worker-token")
        .hasMessageContaining("Delete the file");
  }
}
