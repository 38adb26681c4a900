package dev.lorafoundry.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
  @TempDir Path folder;

  @Test
  void areMadeOnceAndKept() {
    Path file = folder.resolve("secrets.properties");

    Secrets made = in(file);

    assertThat(in(file)).isEqualTo(made);
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
    assertThat(in(folder.resolve("a")).apiToken()).isNotEqualTo(in(folder.resolve("b")).apiToken());
  }

  @Test
  void areNotShownByAccident() {
    Secrets secrets = in(folder.resolve("secrets"));

    assertThat(secrets.toString()).doesNotContain(secrets.apiToken());
  }

  @Test
  void areMadeAnewOneByOneWhereTheirLineIsMissing() throws IOException {
    Path file = folder.resolve("secrets.properties");
    Secrets old = in(file);
    databaseIsThere();
    keepLines(file, line -> !line.startsWith("worker-token="));

    Secrets renewed = in(file);

    assertThat(renewed.workerToken()).matches("[0-9a-f]{48}").isNotEqualTo(old.workerToken());
    assertThat(renewed.apiToken()).isEqualTo(old.apiToken());
    assertThat(renewed.postgresPassword()).isEqualTo(old.postgresPassword());
    assertThat(in(file)).isEqualTo(renewed);
  }

  @Test
  void refuseToMakeAPasswordThatTheDatabaseDoesNotKnow() throws IOException {
    Path file = folder.resolve("secrets.properties");
    in(file);
    databaseIsThere();
    keepLines(file, line -> !line.startsWith("postgres-password="));
    String before = Files.readString(file);

    assertThatThrownBy(() -> in(file))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("holds no postgres-password")
        .hasMessageContaining("from a copy of the file")
        .hasMessageContaining("--state");
    assertThat(file).hasContent(before);
  }

  @Test
  void refuseTheLossOfTheFileOfADatabaseThatIsThere() throws IOException {
    databaseIsThere();

    assertThatThrownBy(() -> in(folder.resolve("secrets.properties")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("holds no postgres-password");
    assertThat(folder.resolve("secrets.properties")).doesNotExist();
  }

  private Secrets in(Path file) {
    return Secrets.in(file, folder.resolve("postgres"));
  }

  private void databaseIsThere() throws IOException {
    Path database = Files.createDirectories(folder.resolve("postgres"));
    Files.writeString(database.resolve("PG_VERSION"), "18\n");
  }

  private static void keepLines(Path file, Predicate<String> kept) throws IOException {
    Files.write(file, Files.readAllLines(file).stream().filter(kept).toList());
  }
}
