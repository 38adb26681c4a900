package dev.lorafoundry.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ComposeTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)");
  private static final Pattern KAFKA = Pattern.compile("apache/kafka:(\\d+)\\.(\\d+)\\..*");

  private final Compose compose = Compose.base();

  @Test
  void hasTheApplicationsAndTheirServers() {
    assertThat(compose.services())
        .containsExactlyInAnyOrder(
            "postgres", "kafka", "s3", "api-service", "worker-gpu", "preview-worker");
  }

  @Test
  void watchesTheHealthOfEveryServer() {
    assertThat(List.of("postgres", "kafka", "s3"))
        .allSatisfy(
            server ->
                assertThat(compose.service(server).at("healthcheck", "test").each()).isNotEmpty());
    assertThat(compose.service("api-service").at("depends_on").each())
        .allSatisfy(each -> assertThat(each.at("condition").text()).isEqualTo("service_healthy"));
  }

  @Test
  void pinsEveryImage() {
    assertThat(compose.services())
        .extracting(name -> compose.service(name).at("image").text())
        .allSatisfy(image -> assertThat(image).containsPattern(":\\d").doesNotContain("latest"));
  }

  @Test
  void takesAKafkaThatHasShareGroups() {
    String image = compose.service("kafka").at("image").text();

    var version = KAFKA.matcher(image);
    assertThat(version.matches()).as(image).isTrue();
    int number = Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2));
    assertThat(number).isGreaterThanOrEqualTo(402);
    assertThat(compose.environment("kafka"))
        .containsEntry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1");
  }

  @ParameterizedTest
  @EnumSource
  void buildsEachApplicationFromItsDockerfile(Application application) {
    Node build = compose.service(application.module()).at("build");

    assertThat(Repository.path("deploy/compose").resolve(build.at("context").text()).normalize())
        .isEqualTo(Repository.path(""));
    String dockerfile = build.at("dockerfile").text();
    assertThat(Repository.path(dockerfile)).exists();
    build
        .find("target")
        .ifPresent(
            target ->
                assertThat(Repository.text(dockerfile))
                    .containsPattern("(?m)^FROM .* AS " + target.text() + "$"));
  }

  @ParameterizedTest
  @CsvSource({"worker-gpu, 180", "preview-worker, 90"})
  void givesWorkersTimeThatTheyTake(String worker, int grace) {
    assertThat(compose.service(worker).at("stop_grace_period").text()).isEqualTo(grace + "s");
    assertThat(compose.environment(worker))
        .containsEntry("LORA_FOUNDRY_WORKER_DRAIN", grace - 30 + "s")
        .containsEntry("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", grace - 15 + "s");
  }

  @Test
  void givesTheApiTheTimeThatTheChartGivesIt() {
    Node values = Node.document("values", Repository.text("helm/lora-foundry/values.yaml"));
    int grace = values.at("api", "terminationGracePeriodSeconds").number();

    assertThat(grace).isGreaterThan(30);
    assertThat(compose.service("api-service").at("stop_grace_period").text())
        .isEqualTo(grace + "s");
  }

  @Test
  void asksForNoVariableThatTheExampleLacks() {
    String text = Repository.text("deploy/compose/compose.yaml");
    Set<String> asked =
        VARIABLE
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    String example = Repository.text("deploy/compose/env.example");
    assertThat(asked)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(example).contains("\n" + name + "="));
  }
}
