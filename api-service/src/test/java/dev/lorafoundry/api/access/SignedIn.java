package dev.lorafoundry.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.Call;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.testkit.Unique;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody of the team who has signed in at the service of the tests, by a browser and a program.
 */
final class SignedIn {
  final PersonId id;
  final String name;
  private final String cookies;
  private final String pageToken;
  private final String token;

  private SignedIn(PersonId id, String name, String session) {
    this.id = id;
    this.name = name;
    String cookie =
        TestApi.anonymous("GET", "/sign-in").header("Cookie", session).send().cookie("XSRF-TOKEN");
    this.pageToken = cookie.substring("XSRF-TOKEN=".length()).split(";")[0];
    this.cookies = session + "; XSRF-TOKEN=" + pageToken;
    this.token =
        atThePage("POST", "/api/v1/people/me/tokens")
            .json(Map.of("name", "test"))
            .send()
            .expect(201)
            .at("/token");
  }

  static SignedIn as(String role) {
    String name = Unique.name(role);
    UUID id =
        UUID.fromString(
            TestApi.post("/api/v1/people")
                .json(Map.of("name", name, "role", role))
                .send()
                .expect(201)
                .at("/id"));
    PersonId person = new PersonId(id);
    return by(linkOf(person), person, name);
  }

  /** A link that signs in this person, without the address of the service. */
  static String linkOf(PersonId person) {
    URI url =
        URI.create(
            TestApi.post("/api/v1/sign-in-links")
                .json(Map.of("person", person.value()))
                .send()
                .expect(201)
                .at("/url"));
    return url.getPath() + "?" + url.getQuery();
  }

  static SignedIn by(String link, PersonId person, String name) {
    String session =
        TestApi.anonymous("GET", link)
            .send()
            .expect(200)
            .cookie("lora-foundry-session")
            .split(";")[0];
    assertThat(session).isNotEmpty();
    return new SignedIn(person, name, session);
  }

  /** A request of a program that has their token. */
  Call call(String method, String path) {
    return TestApi.anonymous(method, path).bearer(token);
  }

  Call post(String path) {
    return call("POST", path);
  }

  /** A request of their browser. */
  Call atThePage(String method, String path) {
    return TestApi.anonymous(method, path)
        .header("Cookie", cookies)
        .header("X-XSRF-TOKEN", pageToken);
  }

  /** The same as another site would send it. */
  Call withoutTheToken(String method, String path) {
    return TestApi.anonymous(method, path).header("Cookie", cookies);
  }

  String token() {
    return token;
  }
}
