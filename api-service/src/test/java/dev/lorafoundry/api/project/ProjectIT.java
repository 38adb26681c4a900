package dev.lorafoundry.api.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.testkit.Unique;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectIT {
  private static final String PROJECTS = "/api/v1/projects";

  @Test
  void makesProjectsAndVersions() {
    String name = Unique.name("Cats 🐈");
    Reply project = create(name).expect(201);
    String path = project.header("Location");
    assertThat(path).isEqualTo(PROJECTS + "/" + project.at("/id"));

    Reply version = TestApi.post(path + "/versions").json(Map.of("name", "v1")).send().expect(201);

    assertThat(version.at("/projectName")).isEqualTo(name);
    assertThat(version.at("/projectId")).isEqualTo(project.at("/id"));
    assertThat(TestApi.get(version.header("Location")).send().expect(200).json())
        .isEqualTo(version.json());
    assertThat(TestApi.get(path).send().expect(200).at("/versions/0/name")).isEqualTo("v1");
    assertThat(TestApi.get(PROJECTS + "?size=1").send().expect(200).at("/items/0/name"))
        .isEqualTo(name);
  }

  @Test
  void refusesANameThatIsTaken() {
    String name = Unique.name("taken");
    create(name).expect(201);

    create(name.toUpperCase(Locale.ROOT)).expectProblem(409, "other capitals");
    TestApi.get(PROJECTS + "/name-check?name=" + name).send().expectProblem(409, "taken");
    TestApi.get(PROJECTS + "/name-check?name=" + Unique.name("free")).send().expect(204);
    TestApi.get(PROJECTS + "/name-check?name=a/b").send().expectProblem(422, "is not allowed");
    TestApi.get(PROJECTS + "/" + UUID.randomUUID() + "/versions/name-check?name=v1")
        .send()
        .expectProblem(404, "There is no project");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../etc/passwd", "a\u0000b", " blank", ""})
  void refusesBadNames(String name) {
    Reply reply = create(name);

    reply.expectProblem(422, "is not allowed");
    assertThat(reply.at("/problems/0/setting")).isEqualTo("name");
  }

  @Test
  void refusesANameOf300Characters() {
    create("x".repeat(300)).expectProblem(422, "300 characters", "at most 100");
  }

  @Test
  void saysWhatIsNotThere() {
    TestApi.get(PROJECTS + "/" + UUID.randomUUID())
        .send()
        .expectProblem(404, "There is no project");
    TestApi.get("/api/v1/versions/" + UUID.randomUUID())
        .send()
        .expectProblem(404, "There is no version");
    TestApi.get(PROJECTS + "/cats").send().expectProblem(400, "id 'cats' is not allowed");
    TestApi.get(PROJECTS + "?size=9999").send().expectProblem(400, "size 9999", "use 1 to 500");
    TestApi.get(PROJECTS + "?page=-1").send().expectProblem(400, "page -1");
    TestApi.get(PROJECTS + "?page=x").send().expectProblem(400, "page 'x'", "a number");
  }

  @Test
  void saysWhatIsWrongWithABody() {
    TestApi.post(PROJECTS)
        .body("{\"name\":", "application/json")
        .send()
        .expectProblem(400, "line 1");
    TestApi.post(PROJECTS).body("", "application/json").send().expectProblem(400, "JSON object");
    TestApi.post(PROJECTS).body("[]", "application/json").send().expectProblem(400, "form");
    TestApi.post(PROJECTS)
        .json(Map.of("nmae", "cats"))
        .send()
        .expectProblem(400, "no field 'nmae'", "known are name");
    TestApi.post(PROJECTS)
        .body("name=cats", "text/plain")
        .send()
        .expectProblem(415, "text/plain", "application/json");
    TestApi.post(PROJECTS)
        .body("{\"name\":\"" + "x".repeat(1 << 20) + "\"}", "application/json")
        .send()
        .expectProblem(413, "1,048,576 bytes");
  }

  @Test
  void answersARepeatedRequestAgain() {
    String key = Unique.name("key");
    Map<String, String> body = Map.of("name", Unique.name("once"));
    Reply first = TestApi.post(PROJECTS).header("Idempotency-Key", key).json(body).send();
    Reply second = TestApi.post(PROJECTS).header("Idempotency-Key", key).json(body).send();

    assertThat(second.expect(201).json()).isEqualTo(first.expect(201).json());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    TestApi.post(PROJECTS)
        .header("Idempotency-Key", key)
        .json(Map.of("name", Unique.name("other")))
        .send()
        .expectProblem(422, "use a new key");
    TestApi.post(PROJECTS)
        .header("Idempotency-Key", "with blanks in it")
        .json(body)
        .send()
        .expectProblem(400, "visible ASCII");
  }

  private static Reply create(String name) {
    return TestApi.post(PROJECTS).json(Map.of("name", name)).send();
  }
}
