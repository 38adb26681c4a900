package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.TestFiles;
import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.testkit.Unique;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What nobody should send, over HTTP: every time an answer that says what to do, and never 500. */
final class BadInputIT {
  private static final String PROJECTS = "/api/v1/projects";

  @Test
  void reportsEveryFileThatIsNoPicture() {
    Reply report =
        upload(
            new Multipart()
                .file("files", "empty.png", new byte[0])
                .file("files", "text.png", "no picture".getBytes(StandardCharsets.UTF_8))
                .file("files", "bomb.png", TestFiles.pngHeader(60_000, 60_000))
                .file("files", "cut.png", Arrays.copyOf(TestFiles.png(1), 20))
                .file("files", "x".repeat(300) + ".png", TestFiles.png(2))
                .file("files", "../../../etc/cat.png", TestFiles.png(3))
                .file("files", "👩‍🎨.png", TestFiles.png(4)));

    assertThat(report.json().path("accepted"))
        .extracting(picture -> picture.path("name").asString())
        .containsExactly("cat.png", "👩‍🎨.png");
    assertThat(reasons(report))
        .hasSize(5)
        .containsEntry("empty.png", "The file is empty.")
        .hasEntrySatisfying("text.png", reason -> assertThat(reason).contains("use PNG, JPEG"))
        .hasEntrySatisfying("bomb.png", reason -> assertThat(reason).contains("60,000 × 60,000"))
        .hasEntrySatisfying("cut.png", reason -> assertThat(reason).contains("damaged"));
  }

  @Test
  void opensNoHostileZipFile() {
    Map<String, byte[]> slip = new LinkedHashMap<>();
    slip.put("../../etc/cat.png", TestFiles.png(5));
    slip.put("/root/cat.png", TestFiles.png(6));
    Map<String, byte[]> bomb = Map.of("zeros.png", new byte[8 << 20]);

    Reply report =
        upload(
            new Multipart()
                .file("files", "slip.zip", TestFiles.zip(slip))
                .file("files", "bomb.zip", TestFiles.zip(bomb))
                .file("files", "cut.zip", Arrays.copyOf(TestFiles.zip(slip), 60)));

    assertThat(report.json().path("accepted")).isEmpty();
    assertThat(reasons(report))
        .hasSize(4)
        .hasEntrySatisfying("bomb.zip", reason -> assertThat(reason).contains("bomb"))
        .hasEntrySatisfying("cut.zip", reason -> assertThat(reason).contains("pack it again"))
        .hasEntrySatisfying(
            "slip.zip › ../../etc/cat.png", reason -> assertThat(reason).contains("leads out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../up", "a/b", "a\\b", "a\u0000b", "a\u0007b", "a\nb", "", "   "})
  void refusesNames(String name) {
    TestApi.post(PROJECTS).json(Map.of("name", name)).send().expectProblem(422, "is not allowed");
  }

  @Test
  void refusesNamesThatAreTooLongAndTakesEmoji() {
    TestApi.post(PROJECTS)
        .json(Map.of("name", "x".repeat(300)))
        .send()
        .expectProblem(422, "300 characters", "at most 100");
    String name = Unique.name("🎨🐈");
    assertThat(TestApi.post(PROJECTS).json(Map.of("name", name)).send().expect(201).at("/name"))
        .isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/projects?page=-1           | page -1 is not allowed",
        "/projects?size=0            | size 0 is not allowed: use 1 to 500",
        "/projects?size=501          | size 501 is not allowed: use 1 to 500",
        "/projects?page=99999999999  | page '99999999999' is not allowed",
        "/jobs?run=nonsense          | run 'nonsense' is not allowed: use an id",
        "/jobs/nonsense              | id 'nonsense' is not allowed: use an id",
        "/jobs?state=sleeping        | state 'sleeping' is not allowed",
        "/events?version=nonsense    | version 'nonsense' is not allowed",
      })
  void refusesQueries(String path, String sentence) {
    TestApi.get("/api/v1" + path).send().expectProblem(400, sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{",
        "{\"name\": }",
        "{\"name\": [\"a\"]}",
        "{\"name\": {\"a\": 1}}",
        "{\"name\": \"a\", \"nome\": 1}",
        "\u0000",
      })
  void refusesBodies(String body) {
    Reply reply = TestApi.post(PROJECTS).body(body, "application/json").send();

    assertThat(reply.status()).as(reply.text()).isBetween(400, 422);
    assertThat(reply.at("/detail")).isNotBlank().doesNotContain("Exception", "tools.jackson");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "-7", "1.5", "true", "false"})
  void refusesWhatIsNoTextWhereATextIsAskedFor(String value) {
    TestApi.post(PROJECTS)
        .body("{\"name\": " + value + "}", "application/json")
        .send()
        .expectProblem(400, "name '" + value + "' is not allowed: use a text in quotes");
  }

  @Test
  void saysWhatIsAllowedInAField() {
    TestApi.post("/api/v1/versions/" + version() + "/runs")
        .json(Map.of("skipTrained", "abc"))
        .send()
        .expectProblem(400, "skipTrained 'abc' is not allowed: use true or false");
  }

  @Test
  void takesSettingsOfAnyType() {
    Reply changed =
        TestApi.put("/api/v1/versions/" + version() + "/preparation-settings")
            .json(Map.of("width", 128, "height", "192"))
            .send()
            .expect(200);

    assertThat(changed.json().path("width").asInt()).isEqualTo(128);
    assertThat(changed.json().path("height").asInt()).isEqualTo(192);
  }

  @Test
  void refusesBodiesThatAreMadeToExhaustIt() {
    String deep = "[".repeat(200_000);
    String digits = "{\"name\": " + "9".repeat(200_000) + "}";

    for (String body : new String[] {deep, digits}) {
      Reply reply = TestApi.post(PROJECTS).body(body, "application/json").send();
      assertThat(reply.status()).as(reply.text()).isBetween(400, 422);
    }
  }

  private static Reply upload(Multipart form) {
    return TestApi.post("/api/v1/versions/" + version() + "/pictures")
        .multipart(form)
        .send()
        .expect(200);
  }

  private static String version() {
    String project =
        TestApi.post(PROJECTS)
            .json(Map.of("name", Unique.name("bad")))
            .send()
            .expect(201)
            .at("/id");
    return TestApi.post(PROJECTS + "/" + project + "/versions")
        .json(Map.of("name", "v1"))
        .send()
        .expect(201)
        .at("/id");
  }

  private static Map<String, String> reasons(Reply report) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (JsonNode refused : report.json().path("refused")) {
      reasons.put(refused.path("name").asString(), refused.path("reason").asString());
    }
    return reasons;
  }
}
