package dev.lorafoundry.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.standalone.Options.Action;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {

  @Test
  void servesThisMachineByDefault() {
    Options options = options();

    assertThat(options.action()).isEqualTo(Action.SERVE);
    assertThat(options.state()).isEqualTo(Path.of(".lora-foundry").toAbsolutePath());
    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.ports()).isEqualTo(new Options.ServerPorts(0, 0, 0));
    assertThat(options.threads()).isBetween(1, Runtime.getRuntime().availableProcessors());
    assertThat(options.heap()).isEqualTo("768m");
    assertThat(options.exit()).isFalse();
  }

  @Test
  void readsEveryOption() {
    Options options =
        options(
            "demo --state /data/x --host 0.0.0.0 --port 1 --postgres-port 2 --kafka-port 3"
                + " --s3-port 4 --threads 5 --heap 2g --exit");

    assertThat(options)
        .isEqualTo(
            new Options(
                Action.DEMO,
                Path.of("/data/x"),
                "0.0.0.0",
                1,
                new Options.ServerPorts(2, 3, 4),
                5,
                "2g",
                true));
  }

  @Test
  void leavesAfterTheDemoIfTheEnvironmentSaysSo() {
    Map<String, String> environment = Map.of("LORA_FOUNDRY_EXIT", "1");

    assertThat(Options.of(new String[] {"demo"}, environment).exit()).isTrue();
  }

  @Test
  void showsHelp() {
    assertThat(options("--help").action()).isEqualTo(Action.HELP);
    assertThat(Options.HELP).contains("--state", "--port", "LORA_FOUNDRY_EXIT=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --colour red   | '--colour' is not understood. --help lists
          --port         | --port needs a value
          --port 70000   | --port '70000' is not allowed: a whole number from 0 to 65535
          --threads none | --threads 'none' is not allowed: a whole number from 1 to 1024
          --threads 0    | --threads '0' is not allowed
          --port 5 --s3-port 5 | --port and --s3-port are both 5: give each a port of its own
          --heap lots    | --heap 'lots' is not allowed: a size such as 768m or 2g
          """)
  void saysWhatItDoesNotUnderstand(String arguments, String message) {
    assertThatThrownBy(() -> options(arguments))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(message);
  }

  private static Options options(String arguments) {
    return Options.of(arguments.split(" "), Map.of());
  }

  private static Options options() {
    return Options.of(new String[0], Map.of());
  }
}
