package dev.lorafoundry.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class AccessIT {
  private static final String LINKS = "/api/v1/sign-in-links";
  private static final String SESSION = "lora-foundry-session";

  @Test
  void sendsAwayWhoIsNotKnown() {
    TestApi.anonymous("GET", "/api/v1/nothing").send().expectProblem(401, "Authorization: Bearer");
    TestApi.anonymous("GET", "/api/v1/nothing")
        .bearer("wrong-token-wrong-token")
        .send()
        .expectProblem(401, "not valid");
    TestApi.anonymous("POST", LINKS).send().expectProblem(401, "sign-in link");
    assertThat(TestApi.anonymous("GET", "/").send().expect(303).header("Location"))
        .isEqualTo("/sign-in");
  }

  @Test
  void keepsTheInternalEndpointsForWorkers() {
    TestApi.post("/internal/v1/workers").json("{}").send().expectProblem(403, "worker token");
    TestApi.anonymous("GET", "/api/v1/nothing")
        .bearer(TestApi.WORKER_TOKEN)
        .send()
        .expectProblem(403, "API token");
    TestApi.anonymous("POST", "/internal/v1/workers").send().expectProblem(401);
  }

  @Test
  void opensHealthToEverybodyAndMetricsToTokens() {
    assertThat(TestApi.anonymous("GET", "/actuator/health").send().expect(200).at("/status"))
        .isEqualTo("UP");
    TestApi.anonymous("GET", "/actuator/prometheus").send().expectProblem(401);
    assertThat(TestApi.get("/actuator/prometheus").send().expect(200).text())
        .contains("jvm_memory_used_bytes");
    TestApi.get("/actuator/env").send().expectProblem(404);
  }

  @Test
  void signsInByALinkOnce() {
    String link = link();
    TestApi.anonymous("HEAD", link).send().expect(200);
    Reply first = TestApi.anonymous("GET", link).send().expect(200);
    String cookie = first.cookie(SESSION);

    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
    assertThat(first.text()).contains("http-equiv=\"refresh\" content=\"0; url=/\"");
    TestApi.anonymous("GET", "/api/v1/nothing")
        .header("Cookie", cookie.split(";")[0])
        .send()
        .expectProblem(404);
    assertThat(TestApi.anonymous("GET", link).send().expect(401).text())
        .contains("works once")
        .doesNotContain("http-equiv");
  }

  @Test
  void showsItsPagesInOneFrame() {
    String link = link();

    assertThatIsPage("/sign-in", 200, "Sign in", "Nobody is signed in");
    assertThatIsPage(link, 200, "Signed in", "You are signed in");
    assertThatIsPage(link, 401, "Link used", "This link does not sign in any more");
  }

  private static void assertThatIsPage(String path, int status, String title, String heading) {
    assertThat(TestApi.anonymous("GET", path).send().expect(status).text())
        .startsWith("<!DOCTYPE html>")
        .containsOnlyOnce("<title>" + title + " · LoRA Foundry</title>")
        .containsOnlyOnce("<h1>" + heading + "</h1>")
        .containsOnlyOnce("<section class=\"panel\">")
        .containsOnlyOnce("</html>")
        .doesNotContain("th:");
  }

  @Test
  void asksBrowsersForTheTokenOfThePage() {
    String session = TestApi.anonymous("GET", link()).send().cookie(SESSION).split(";")[0];
    TestApi.anonymous("POST", LINKS)
        .header("Cookie", session)
        .send()
        .expectProblem(403, "X-XSRF-TOKEN");

    String token = pageToken(session);
    TestApi.anonymous("POST", LINKS)
        .header("Cookie", session + "; XSRF-TOKEN=" + token)
        .header("X-XSRF-TOKEN", token)
        .send()
        .expect(201);
  }

  @Test
  void keepsTheTokenOfThePageFromRequestToRequest() {
    String session = TestApi.anonymous("GET", link()).send().cookie(SESSION).split(";")[0];
    String token = pageToken(session);

    Reply reply =
        TestApi.anonymous("POST", LINKS)
            .header("Cookie", session + "; XSRF-TOKEN=" + token)
            .header("X-XSRF-TOKEN", token)
            .send()
            .expect(201);

    assertThat(reply.cookie("XSRF-TOKEN")).isEmpty();
  }

  @Test
  void asksNobodyForTheTokenOfThePageWhomItDoesNotKnow() {
    TestApi.anonymous("POST", "/api/v1/base-models")
        .header("Cookie", SESSION + "=made-up")
        .multipart(new Multipart().file("file", "a.safetensors", new byte[10]))
        .send()
        .expectProblem(401, "Nobody is signed in");
  }

  @Test
  void takesTheTokenOfAnUploadFromItsHeaderOnly() {
    String session = TestApi.anonymous("GET", link()).send().cookie(SESSION).split(";")[0];
    String token = pageToken(session);

    TestApi.anonymous("POST", "/api/v1/base-models")
        .header("Cookie", session + "; XSRF-TOKEN=" + token)
        .multipart(new Multipart().field("_csrf", token).file("file", "a.ckpt", new byte[10]))
        .send()
        .expectProblem(403, "X-XSRF-TOKEN");
    TestApi.anonymous("POST", "/api/v1/base-models")
        .header("Cookie", session + "; XSRF-TOKEN=" + token)
        .header("X-XSRF-TOKEN", token)
        .multipart(new Multipart().file("file", "a.ckpt", new byte[10]))
        .send()
        .expectProblem(422);
  }

  @Test
  void signsOut() {
    String session = TestApi.anonymous("GET", link()).send().cookie(SESSION).split(";")[0];
    String token = pageToken(session);

    TestApi.anonymous("POST", "/sign-out")
        .header("Cookie", session + "; XSRF-TOKEN=" + token)
        .header("X-XSRF-TOKEN", token)
        .send()
        .expect(302);

    TestApi.anonymous("GET", "/api/v1/nothing").header("Cookie", session).send().expectProblem(401);
  }

  @Test
  void guardsBrowsersByHeaders() {
    Reply reply = TestApi.anonymous("GET", "/sign-in").send().expect(200);

    assertThat(reply.header("Content-Security-Policy"))
        .contains("default-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(reply.header("Cache-Control")).contains("no-store");
  }

  @Test
  void signInPagesLookLikeThePage() {
    String page = TestApi.anonymous("GET", "/sign-in").send().expect(200).text();

    assertThat(page)
        .containsPattern("\"/assets/v[0-9a-f]{12}/page.css\"")
        .containsPattern("\"/assets/v[0-9a-f]{12}/favicon.svg\"");
    assertThat(TestApi.anonymous("GET", "/assets/page.css").send().expect(200).text())
        .contains("--accent");
    assertThat(
            TestApi.anonymous("GET", "/assets/favicon.svg")
                .send()
                .expect(200)
                .header("Content-Type"))
        .isEqualTo("image/svg+xml");
  }

  private static String link() {
    URI url = URI.create(TestApi.post(LINKS).send().expect(201).at("/url"));
    return url.getPath() + "?" + url.getQuery();
  }

  private static String pageToken(String session) {
    String cookie =
        TestApi.anonymous("GET", "/sign-in").header("Cookie", session).send().cookie("XSRF-TOKEN");
    assertThat(cookie).contains("SameSite=Strict").doesNotContain("HttpOnly");
    return cookie.substring("XSRF-TOKEN=".length()).split(";")[0];
  }
}
