package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.project.WorkedOn;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CopyVersionIT {
  private final WorkedOn version = WorkedOn.anew();

  @Test
  void copiesTheDatasetWithItsSettingsAndTheNoteAndNoResults() {
    String picture = version.uploaded(20);
    version.uploaded(21);
    String dog =
        TestApi.post(version.path() + "/concepts")
            .json(Map.of("name", "dog", "repeats", 5))
            .send()
            .expect(201)
            .at("/id");
    TestApi.put("/api/v1/concepts/" + dog + "/pictures")
        .json(Map.of("pictures", List.of(picture)))
        .send()
        .expect(204);
    TestApi.put("/api/v1/pictures/" + picture + "/caption")
        .json(Map.of("caption", "a dog"))
        .send()
        .expect(200);
    TestApi.put(version.path() + "/preparation-settings")
        .json(Map.of("width", 320))
        .send()
        .expect(200);
    TestApi.put(version.path() + "/note").json(Map.of("text", "<b>two</b>")).send().expect(200);
    version.trained();

    Reply copy =
        TestApi.post(version.path() + "/copy").json(Map.of("name", "v2")).send().expect(201);

    String path = copy.header("Location");
    assertThat(TestApi.get(path).send().at("/copiedFrom")).isEqualTo(version.version().toString());
    Reply pictures = TestApi.get(path + "/pictures").send().expect(200);
    assertThat(pictures.at("/total")).isEqualTo("2");
    assertThat(pictures.at("/items/0/caption")).isEqualTo("a dog");
    assertThat(pictures.at("/items/0/id")).isNotEqualTo(picture);
    Reply concepts = TestApi.get(path + "/concepts").send().expect(200);
    assertThat(concepts.at("/1/name")).isEqualTo("dog");
    assertThat(pictures.at("/items/0/concept")).isEqualTo(concepts.at("/1/id")).isNotEqualTo(dog);
    assertThat(pictures.at("/items/1/concept")).isEqualTo(concepts.at("/0/id"));
    assertThat(TestApi.get(path + "/preparation-settings").send().expect(200).at("/width"))
        .isEqualTo("320");
    assertThat(TestApi.get(path + "/note").send().expect(200).at("/text")).isEqualTo("<b>two</b>");
    assertThat(TestApi.get(path + "/runs").send().expect(200).at("/total")).isEqualTo("0");
  }

  @Test
  void refusesNamesAsOtherVersionsDo() {
    String copy = version.path() + "/copy";

    TestApi.post(copy).json(Map.of("name", "V1")).send().expectProblem(409, "version named 'V1'");
    TestApi.post(copy).json(Map.of("name", "a/b")).send().expectProblem(422, "remove '/'");
    TestApi.post(copy).json(Map.of()).send().expectProblem(422, "use 1 to 100 characters");
  }

  @Test
  void changesANoteAsItWasSeen() {
    String note = version.path() + "/note";
    String seen = TestApi.get(note).send().expect(200).header("ETag");
    Reply changed =
        TestApi.put(note)
            .header("If-Match", seen)
            .json(Map.of("text", "one\ntwo"))
            .send()
            .expect(200);
    assertThat(changed.header("ETag")).isNotEqualTo(seen);

    TestApi.put(note)
        .header("If-Match", seen)
        .json(Map.of("text", "other"))
        .send()
        .expectProblem(412, "changed since you read it");
    TestApi.put(note)
        .json(Map.of("text", "x".repeat(4001)))
        .send()
        .expectProblem(422, "4,001 characters", "at most 4,000");
    TestApi.put(note).json(Map.of()).send().expectProblem(422, "text is missing");
    assertThat(TestApi.get(note).send().at("/text")).isEqualTo("one\ntwo");
  }
}
