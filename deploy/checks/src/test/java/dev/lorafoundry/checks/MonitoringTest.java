package dev.lorafoundry.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class MonitoringTest {
  private static final String FOLDER = "deploy/monitoring/";

  @ParameterizedTest
  @ValueSource(strings = {"alerts.yml", "alerts.test.yml", "grafana-dashboard.json"})
  void namesMetricsThatProgramsHave(String file) {
    Set<String> registered = MetricNames.registered();

    assertThat(MetricNames.mentionedIn(Repository.text(FOLDER + file)))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(MetricNames.isRegistered(name, registered))
                    .as("%s is registered; known are %s", name, registered)
                    .isTrue());
  }

  @Test
  void showsEveryMetricThatProgramsHaveOnTheDashboard() {
    Set<String> shown = MetricNames.mentionedIn(Repository.text(FOLDER + "grafana-dashboard.json"));

    assertThat(MetricNames.registered())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            name ->
                assertThat(shown)
                    .as("the dashboard shows %s", name)
                    .anyMatch(each -> MetricNames.isRegistered(each, Set.of(name))));
  }

  @Test
  void explainsEveryMetricThatProgramsHave() {
    Set<String> explained = MetricNames.mentionedIn(Repository.text("docs/operations.md"));

    assertThat(MetricNames.registered())
        .allSatisfy(
            name ->
                assertThat(explained)
                    .as("docs/operations.md explains %s", name)
                    .anyMatch(each -> MetricNames.isRegistered(each, Set.of(name))));
    assertThat(explained)
        .allSatisfy(
            name ->
                assertThat(MetricNames.isRegistered(name, MetricNames.registered()))
                    .as("%s is registered", name)
                    .isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts.yml", "grafana-dashboard.json"})
  void isTheSameInTheChart(String file) {
    assertThat(Repository.text("helm/lora-foundry/files/" + file))
        .as("copy deploy/monitoring/%s into the chart", file)
        .isEqualTo(Repository.text(FOLDER + file));
  }

  @Test
  void saysInEachAlertWhatIsWrongAndWhatToLookAt() {
    Node alerts = Node.document("alerts", Repository.text(FOLDER + "alerts.yml"));

    assertThat(alerts.at("groups", 0, "rules").each())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            rule -> {
              assertThat(rule.at("labels", "severity").text()).isIn("warning", "critical");
              assertThat(rule.at("annotations", "summary").text()).endsWith(".");
              assertThat(rule.at("annotations", "description").text()).endsWith(".");
            });
  }

  @Test
  void hasRulesThatPromtoolAccepts() throws IOException, InterruptedException {
    assumeTrue(Tool.isThere("promtool"), "promtool is not installed (package prometheus)");

    assertThat(run("check", "rules", "alerts.yml")).contains("SUCCESS");
    assertThat(run("test", "rules", "alerts.test.yml")).contains("SUCCESS");
  }

  @Test
  void hasADashboardWhoseEveryPanelSaysWhatItShows() {
    JsonNode dashboard =
        JsonMapper.shared().readTree(Repository.text(FOLDER + "grafana-dashboard.json"));

    List<JsonNode> panels =
        dashboard
            .get("panels")
            .valueStream()
            .filter(p -> !p.get("type").asString().equals("row"))
            .toList();
    assertThat(panels)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            panel -> {
              assertThat(panel.get("title").asString()).isNotBlank();
              assertThat(panel.get("description").asString()).endsWith(".");
              assertThat(panel.get("targets").isEmpty()).isFalse();
            });
    assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
  }

  @Test
  void scrapesWhereTheApplicationsShowTheirMetrics() {
    Node prometheus = Node.document("prometheus", Repository.text(FOLDER + "prometheus.yml"));

    assertThat(prometheus.at("scrape_configs").each())
        .extracting(job -> job.at("metrics_path").text())
        .containsOnly("/actuator/prometheus");
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Tool.command("promtool", arguments))
            .directory(Repository.path(FOLDER).toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
