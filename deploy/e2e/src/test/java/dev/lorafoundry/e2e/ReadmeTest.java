package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's first two blocks are the two commands that newcomers and machines type. */
final class ReadmeTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]*\n(.*?)^```$");

  @Test
  void startsWithTheDemoThatTheseTestsPlay() throws IOException {
    String command = blocks().get(0);
    Path jar = absolute(ROOT).relativize(absolute(FoundryProcess.JAR));

    assertThat(command).isEqualTo("mvn -q -B -DskipTests package && java -jar " + jar + " demo");
  }

  @Test
  void goesOnWithTheCommandOfTheChecks() throws IOException {
    String command = blocks().get(1);

    assertThat(command).isEqualTo("mvn -B verify");
    assertThat(Files.readAllLines(ROOT.resolve(".ci").resolve("run"))).endsWith("exec " + command);
  }

  @Test
  void saysHowTheDemoTellsAProgramItsResult() throws IOException {
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains("LORA_FOUNDRY_EXIT=1", "demo-result.json", "exit code");
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static List<String> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(ROOT.resolve("README.md")))
        .results()
        .map((MatchResult block) -> block.group(1).strip())
        .toList();
  }
}
