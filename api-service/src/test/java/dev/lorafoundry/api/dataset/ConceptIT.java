package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.testkit.Unique;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConceptIT {
  private String path = "";

  @BeforeEach
  void makeAVersion() {
    Reply project =
        TestApi.post("/api/v1/projects").json(Map.of("name", Unique.name("set"))).send();
    path =
        "/api/v1/versions/"
            + TestApi.post(project.expect(201).header("Location") + "/versions")
                .json(Map.of("name", "v1"))
                .send()
                .expect(201)
                .at("/id");
  }

  @Test
  void keepsPicturesByConcepts() {
    String concepts = path + "/concepts";
    String first = TestApi.get(concepts).send().expect(200).at("/0/id");
    Reply made =
        TestApi.post(concepts)
            .json(Map.of("name", "sks dog", "repeats", -1, "regularisation", true))
            .send()
            .expect(201);
    String dog = made.at("/id");
    assertThat(made.at("/classTokens")).isEqualTo("sks dog");
    String own = "/api/v1/concepts/" + dog;
    assertThat(made.header("Location")).endsWith(own);

    TestApi.post(concepts)
        .json(Map.of("name", "SKS dog"))
        .send()
        .expectProblem(409, "has a concept named 'SKS dog'");
    TestApi.post(concepts).json(Map.of("name", "a/b")).send().expectProblem(422, "remove '/'");

    String picture =
        TestApi.post(path + "/pictures?concept=" + dog)
            .multipart(new Multipart().file("files", "a.png", TestFiles.png(60)))
            .send()
            .expect(200)
            .at("/accepted/0/id");
    assertThat(TestApi.get(path + "/pictures").send().at("/items/0/concept")).isEqualTo(dog);
    TestApi.delete(own).send().expectProblem(409, "has 1 pictures");

    TestApi.put("/api/v1/concepts/" + first + "/pictures")
        .json(Map.of("pictures", List.of(picture)))
        .send()
        .expect(204);
    assertThat(TestApi.get(path + "/pictures").send().at("/items/0/concept")).isEqualTo(first);
    TestApi.put(own + "/pictures").json(Map.of()).send().expectProblem(422, "give a list of ids");
    TestApi.delete(own).send().expect(204);
    TestApi.get(own).send().expectProblem(404, "no concept");
    TestApi.delete("/api/v1/concepts/" + first).send().expectProblem(409, "rename it");
    TestApi.post(path + "/pictures?concept=" + dog)
        .multipart(new Multipart().file("files", "b.png", TestFiles.png(61)))
        .send()
        .expectProblem(404, "no concept");
  }

  @Test
  void replacesAConceptAsAWhole() {
    String own =
        "/api/v1/concepts/"
            + TestApi.post(path + "/concepts")
                .json(Map.of("name", "sks dog", "repeats", -1, "regularisation", true))
                .send()
                .expect(201)
                .at("/id");

    TestApi.put(own)
        .json(Map.of("name", "dog", "repeats", 0, "classTokens", "", "regularisation", false))
        .send()
        .expectProblem(422, "repeats 0 is not allowed");
    Reply partly = TestApi.put(own).json(Map.of("name", "dog")).send();
    partly.expectProblem(422, "classTokens is missing", "regularisation is missing");
    assertThat(partly.json().path("problems").findValuesAsString("setting"))
        .containsExactly("classTokens", "regularisation");
    String seen = TestApi.get(own).send().expect(200).header("ETag");
    Reply replaced =
        TestApi.put(own)
            .header("If-Match", seen)
            .json(Map.of("name", "dog", "classTokens", "", "regularisation", false))
            .send()
            .expect(200);
    assertThat(replaced.header("ETag"))
        .isNotEqualTo(seen)
        .isEqualTo(TestApi.get(own).send().header("ETag"));
    TestApi.put(own)
        .header("If-Match", seen)
        .json(Map.of("name", "cat", "classTokens", "", "regularisation", false))
        .send()
        .expectProblem(412, "Read it again");
    assertThat(replaced.at("/regularisation")).isEqualTo("false");
    assertThat(replaced.json().has("repeats")).isFalse();
  }
}
