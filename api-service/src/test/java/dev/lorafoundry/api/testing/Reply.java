package dev.lorafoundry.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answer to a request. */
public final class Reply {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpResponse<byte[]> response;

  Reply(HttpResponse<byte[]> response) {
    this.response = response;
  }

  public int status() {
    return response.statusCode();
  }

  public byte[] bytes() {
    return response.body();
  }

  public String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    return JSON.readTree(text());
  }

  /** The value at a JSON pointer such as {@code /items/0/name}, as text. */
  public String at(String pointer) {
    return json().at(pointer).asString();
  }

  /** The first header of that name; empty if there is none. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  public List<String> headers(String name) {
    return response.headers().allValues(name);
  }

  /** A cookie that the answer sets, with its attributes; empty if it sets none of that name. */
  public String cookie(String name) {
    return headers("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .findFirst()
        .orElse("");
  }

  /** Checks the status. */
  public Reply expect(int status) {
    assertThat(status()).as(text()).isEqualTo(status);
    return this;
  }

  /** Checks that it is a problem whose detail holds all of these words. */
  public Reply expectProblem(int status, String... words) {
    expect(status);
    assertThat(header("Content-Type")).startsWith("application/problem+json");
    assertThat(json().path("status").asInt()).isEqualTo(status);
    assertThat(at("/detail")).doesNotContain("Exception", "org.", "java.");
    for (String word : words) {
      assertThat(at("/detail")).contains(word);
    }
    return this;
  }
}
