package dev.lorafoundry.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedS3IT {
  @TempDir Path folder;

  @Test
  void refusesWhoDoesNotSign() throws Exception {
    Path object = Files.createDirectory(folder.resolve("bucket")).resolve("k");
    Files.writeString(object, "private");
    Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("rw-------"));

    try (var server = EmbeddedS3.start(folder, 0, "access", "secret")) {
      HttpRequest request = HttpRequest.newBuilder(server.endpoint().resolve("/bucket/k")).build();

      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void saysWhichPortIsTaken() {
    try (var server = EmbeddedS3.start(folder, 0, "access", "secret")) {
      URI taken = server.endpoint();

      assertThatThrownBy(() -> EmbeddedS3.start(folder, taken.getPort(), "access", "secret"))
          .isInstanceOf(ServerDidNotStart.class)
          .hasMessageContaining("can't have port " + taken.getPort());
    }
  }
}
