package dev.lorafoundry.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.TestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps docs/openapi.json equal to what the service says of itself. After a change of the API:
 * {@code mvn verify -pl api-service -am -Dit.test=OpenApiIT -Dopenapi.rewrite=true}.
 */
final class OpenApiIT {
  private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");

  @Test
  void isAsItWasCommitted() throws IOException {
    String served = pretty(TestApi.get("/api/v1/openapi.json").send().expect(200).json());
    if (Boolean.getBoolean("openapi.rewrite")) {
      Files.writeString(COMMITTED, served);
    }

    assertThat(served)
        .as("docs/openapi.json is out of date: run this test with -Dopenapi.rewrite=true")
        .isEqualTo(Files.readString(COMMITTED));
  }

  @Test
  void describesThePublicApiOnlyAndNamesEveryOperationOnce() {
    JsonNode paths = TestApi.get("/api/v1/openapi.json").send().json().path("paths");

    assertThat(paths.propertyNames()).allMatch(path -> path.startsWith("/api/v1/"));
    assertThat(paths.findValuesAsString("operationId")).doesNotHaveDuplicates();
  }

  @Test
  void saysOfEveryOperationWhatItDoes() {
    JsonNode paths = TestApi.get("/api/v1/openapi.json").send().json().path("paths");

    paths.forEachEntry(
        (path, operations) ->
            operations.forEachEntry(
                (method, operation) -> {
                  assertThat(operation.path("summary").asString())
                      .as("@Operation(summary = …) of %s %s", method, path)
                      .matches("[A-Z].{5,}[^.]");
                  assertThat(operation.path("tags").path(0).asString())
                      .as("@Tag of %s %s", method, path)
                      .doesNotEndWith("-controller");
                }));
    assertThat(paths.size()).isGreaterThan(40);
  }

  private static String pretty(JsonNode json) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    return JsonMapper.builder().build().writer().with(printer).writeValueAsString(json) + "\n";
  }
}
