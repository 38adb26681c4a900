package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.testkit.Unique;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done with single pictures and several over REST. */
final class PictureWorkIT {
  private String path = "";

  @BeforeEach
  void makeAVersion() {
    Reply project =
        TestApi.post("/api/v1/projects").json(Map.of("name", Unique.name("work"))).send();
    path =
        "/api/v1/versions/"
            + TestApi.post(project.expect(201).header("Location") + "/versions")
                .json(Map.of("name", "v1"))
                .send()
                .expect(201)
                .at("/id");
  }

  @Test
  void deletesSeveralPicturesOrNone() {
    String first = uploaded("a.png", 81);
    String second = uploaded("b.png", 82);
    String removals = path + "/pictures/removals";

    TestApi.post(removals)
        .json(Map.of("pictures", List.of(first, UUID.randomUUID())))
        .send()
        .expectProblem(404, "no picture");
    TestApi.post(removals)
        .json(Map.of("pictures", List.of()))
        .send()
        .expectProblem(400, "1 to 1,000");
    assertThat(TestApi.get(path + "/pictures").send().at("/total")).isEqualTo("2");
    TestApi.post(removals).json(Map.of("pictures", List.of(first, second))).send().expect(204);
    assertThat(TestApi.get(path + "/pictures").send().at("/total")).isEqualTo("0");
  }

  @Test
  void triesSettingsOnOnePicture() {
    String trial = "/api/v1/pictures/" + uploaded("trial.png", 83) + "/preparation-trial";

    Reply made =
        TestApi.post(trial)
            .json(Map.of("settings", Map.of("width", 64, "height", 128, "flip", true)))
            .send()
            .expect(200);

    assertThat(made.at("/width")).isEqualTo("64");
    assertThat(made.at("/height")).isEqualTo("128");
    assertThat(made.at("/count")).isEqualTo("2");
    assertThat(made.at("/jpeg")).startsWith("/9j/");
    TestApi.post(trial)
        .json(Map.of("settings", Map.of("crop", "none")))
        .send()
        .expectProblem(422, "not 512 × 512");
    TestApi.post(trial)
        .json(Map.of("settings", Map.of("width", 7)))
        .send()
        .expectProblem(422, "width");
    assertThat(TestApi.get(path + "/preparations").send().at("/total")).isEqualTo("0");
  }

  private String uploaded(String name, int colour) {
    return TestApi.post(path + "/pictures")
        .multipart(new Multipart().file("files", name, TestFiles.png(colour)))
        .send()
        .expect(200)
        .at("/accepted/0/id");
  }
}
