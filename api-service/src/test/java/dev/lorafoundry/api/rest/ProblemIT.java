package dev.lorafoundry.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemIT {
  @Test
  void saysWhatIsNotThere() {
    Reply reply = TestApi.get("/api/v1/nothing").send();

    reply.expectProblem(404, "/api/v1/nothing", "openapi.json");
    assertThat(reply.at("/instance")).isEqualTo("/api/v1/nothing");
    assertThat(reply.at("/title")).isEqualTo("Not Found");
  }

  @Test
  void saysWhichMethodIsAllowed() {
    TestApi.delete("/api/v1/sign-in-links").send().expectProblem(405, "DELETE", "use POST");
  }

  @Test
  void readsNoMoreOfAFormThanIsAllowed() {
    for (String method : List.of("PUT", "PATCH", "DELETE")) {
      TestApi.anonymous(method, "/x")
          .body("a".repeat(3 << 20), "application/x-www-form-urlencoded")
          .send()
          .expectProblem(413, "1,048,576");
    }
  }

  @Test
  void takesNoFilesWhereNoneBelong() {
    TestApi.anonymous("POST", "/sign-in")
        .multipart(new Multipart().file("f", "f.bin", new byte[10]))
        .send()
        .expectProblem(415, "no files are taken");
    TestApi.post("/api/v1/projects")
        .multipart(new Multipart().field("name", "cats"))
        .send()
        .expectProblem(415, "no files are taken");
  }

  @Test
  void refusesAnAddressThatIsNone() {
    TestApi.get("/api/v1/%2e%2e/secret").send().expect(400);
    TestApi.get("/api/v1/a;b=c").send().expect(400);
  }
}
