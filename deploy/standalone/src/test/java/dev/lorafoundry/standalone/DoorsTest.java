package dev.lorafoundry.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DoorsTest {

  @ParameterizedTest
  @CsvSource({
    "--port,          The page",
    "--postgres-port, PostgreSQL",
    "--kafka-port,    Kafka",
    "--s3-port,       The S3 server"
  })
  void saysWhichPortIsInUseAndHowToChooseAnother(String option, String server) throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Options options = options("--port", "0", option, Integer.toString(taken.getLocalPort()));

      assertThatThrownBy(() -> Doors.requireFree(options))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining(server + " can't have port " + taken.getLocalPort())
          .hasMessageContaining("set with " + option);
    }
  }

  @Test
  void looksAtTheAddressThatThePageListensOn() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
      String port = Integer.toString(taken.getLocalPort());

      assertThatThrownBy(() -> Doors.requireFree(options("--host", "127.0.0.2", "--port", port)))
          .hasMessageContaining("The page can't have port " + port + " at 127.0.0.2");
      assertThatThrownBy(() -> Doors.requireFree(options("--host", "0.0.0.0", "--port", port)))
          .hasMessageContaining("at 0.0.0.0");
      assertThatCode(() -> Doors.requireFree(options("--port", port))).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "no such host"})
  void refusesAnAddressThatIsNotOfThisMachine(String host) {
    assertThatThrownBy(() -> Doors.requireFree(options("--host", host, "--port", "0")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("--host")
        .hasMessageContaining(host);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:80",
    "localhost, http://localhost:80",
    "0.0.0.0,   http://127.0.0.1:80",
    "::,        http://127.0.0.1:80",
    "::1,       http://[::1]:80",
    "[::1],     http://[::1]:80"
  })
  void saysWhereThePageIs(String host, String address) {
    assertThat(Doors.address(host, 80)).hasToString(address);
  }

  private static Options options(String... arguments) {
    return Options.of(arguments, Map.of());
  }
}
