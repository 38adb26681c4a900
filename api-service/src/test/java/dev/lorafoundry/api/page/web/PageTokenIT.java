package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.access.SignIn;
import dev.lorafoundry.api.testing.TestApi;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** That no other site can make a reader's browser change anything. */
final class PageTokenIT {
  private static final Set<RequestMethod> SAFE =
      Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS);

  /** One way to change something, with made-up ids in its address. */
  private record Way(String method, String path) {}

  @Test
  void refusesEveryChangeThatComesWithoutThePagesToken() {
    List<Way> ways = ways();
    String session = session();

    assertThat(ways).hasSizeGreaterThan(40);
    assertThat(ways)
        .allSatisfy(
            way ->
                TestApi.anonymous(way.method(), way.path())
                    .header("Cookie", session)
                    .send()
                    .expectProblem(403, "X-XSRF-TOKEN"));
  }

  /** All of them, those of the REST API too: browsers send their cookie to either. */
  private static List<Way> ways() {
    return TestApi.context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .stream()
        .flatMap(
            mapping ->
                mapping.getMethodsCondition().getMethods().stream()
                    .filter(method -> !SAFE.contains(method))
                    .flatMap(
                        method ->
                            mapping.getPatternValues().stream()
                                .map(path -> new Way(method.name(), filledIn(path)))))
        .filter(way -> !way.path().startsWith("/internal/"))
        .toList();
  }

  private static String filledIn(String pattern) {
    return pattern.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
  }

  private static String session() {
    String token = TestApi.bean(SignIn.class).issueLink().secret().text();
    return Stream.of(
            TestApi.anonymous("GET", "/sign-in?token=" + token)
                .send()
                .expect(200)
                .cookie("lora-foundry-session")
                .split(";"))
        .findFirst()
        .orElseThrow();
  }
}
