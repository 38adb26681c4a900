package dev.lorafoundry.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChartTest {
  @Test
  void lints() {
    LintResult result = Chart.lint();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @Test
  void runsNothingAsRootNorOnAWritableRoot() {
    List<Node> deployments = Chart.installed().ofKind("Deployment");

    assertThat(deployments).hasSize(3);
    assertThat(deployments)
        .allSatisfy(
            deployment -> {
              Node pod = deployment.at("spec", "template", "spec");
              assertThat(pod.at("securityContext", "runAsNonRoot").value()).isEqualTo(true);
              assertThat(pod.at("automountServiceAccountToken").value()).isEqualTo(false);
              Node container = pod.at("containers", 0, "securityContext");
              assertThat(container.at("readOnlyRootFilesystem").value()).isEqualTo(true);
              assertThat(container.at("allowPrivilegeEscalation").value()).isEqualTo(false);
              assertThat(container.at("capabilities", "drop").value()).isEqualTo(List.of("ALL"));
            });
  }

  @Test
  void asksHealthByTheActuator() {
    assertThat(Chart.installed().ofKind("Deployment"))
        .allSatisfy(
            deployment -> {
              Node container = container(deployment);
              for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.at(probe, "httpGet", "path").text())
                    .startsWith("/actuator/health/");
              }
            });
  }

  @Test
  void takesSecretsFromSecretsOnly() {
    assertThat(Chart.installed().ofKind("Deployment"))
        .flatExtracting(deployment -> container(deployment).at("env").each())
        .filteredOn(
            variable ->
                variable.at("name").text().matches(".*(TOKEN|PASSWORD|SECRET|ACCESS_KEY).*"))
        .isNotEmpty()
        .allSatisfy(
            variable -> assertThat(variable.at("valueFrom").keys()).contains("secretKeyRef"));
  }

  @Test
  void givesGpusAndTimeToSaveToEachPool() {
    Chart chart =
        Chart.installed()
            .with("gpuPools[0].name", "big")
            .with("gpuPools[0].replicas", 3)
            .with("gpuPools[0].gpus", 2)
            .with("gpuPools[0].gpuResource", "nvidia.com/gpu")
            .with("gpuPools[0].device", "cuda")
            .with("gpuPools[0].cacheSize", "10Gi")
            .with("gpuPools[0].terminationGracePeriodSeconds", 240)
            .with("gpuPools[0].nodeSelector.gpu", "h100");

    Node pool = chart.only("Deployment", "train-big");

    assertThat(pool.at("spec", "replicas").number()).isEqualTo(3);
    Node pod = pool.at("spec", "template", "spec");
    assertThat(pod.at("terminationGracePeriodSeconds").number()).isEqualTo(240);
    assertThat(environment(pool))
        .containsEntry("LORA_FOUNDRY_WORKER_DRAIN", "210s")
        .containsEntry("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "225s");
    assertThat(pod.at("nodeSelector", "gpu").text()).isEqualTo("h100");
    assertThat(container(pool).at("resources", "limits", "nvidia.com/gpu").number()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "10Gi, 1Gi, 10240MB, 1024MB, 21504Mi",
    "500Mi, 0Gi, 500MB, 0MB, 10740Mi",
    "10Gi, , 10240MB, 10240MB, 30720Mi"
  })
  void keepsLessInTheCacheThanItsVolumeHolds(
      String size, String onDisk, String kept, String keptOnDisk, String limit) {
    Chart chart = poolWithCache(size);
    if (onDisk != null) {
      chart.with("gpuPools[0].diskCacheSize", onDisk);
    }

    Node pool = chart.only("Deployment", "train-big");

    assertThat(environment(pool))
        .containsEntry("LORA_FOUNDRY_WORKER_CACHE_SIZE", kept)
        .containsEntry("LORA_FOUNDRY_TRAINING_DISK_CACHE_SIZE", keptOnDisk);
    assertThat(pool.at("spec", "template", "spec", "volumes", 1, "emptyDir", "sizeLimit").text())
        .isEqualTo(limit);
  }

  @Test
  void refusesACacheSizeThatTheWorkerCannotRead() {
    assertThatThrownBy(poolWithCache("10G")::documents).hasMessageContaining("cacheSize");
  }

  @Test
  void givesPropertiesOfKafkaToEveryApplication() {
    Chart chart =
        Chart.installed()
            .with("kafka.properties.security\\.protocol", "SASL_SSL")
            .with("kafka.secret.name", "foundry-kafka");

    assertThat(chart.ofKind("Deployment"))
        .hasSize(3)
        .allSatisfy(
            deployment ->
                assertThat(environment(deployment))
                    .containsEntry("LORAFOUNDRY_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL")
                    .containsEntry("LORAFOUNDRY_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", ""));
  }

  @Test
  void leavesGpusOutOfPoolsOnCpus() {
    Chart chart = Chart.installed();
    chart.with("previewPools[0].name", "cpu").with("previewPools[0].gpus", 0);
    chart.with("previewPools[0].replicas", 1).with("previewPools[0].device", "cpu");
    chart.with("previewPools[0].cacheSize", "1Gi");
    chart.with("previewPools[0].terminationGracePeriodSeconds", 60);

    Node pool = chart.only("Deployment", "preview-cpu");

    assertThat(container(pool).find("resources").map(Node::text).orElse(""))
        .doesNotContain("nvidia.com/gpu");
    assertThat(environment(pool))
        .containsEntry("LORA_FOUNDRY_WORKER_DEVICE", "cpu")
        .containsEntry("NVIDIA_VISIBLE_DEVICES", "void");
    assertThat(environment(chart.only("Deployment", "train-default")))
        .as("a device plugin says which GPUs a pool with some sees")
        .doesNotContainKey("NVIDIA_VISIBLE_DEVICES");
  }

  @Test
  void namesEachWorkerForItsPod() {
    Node pool = Chart.installed().only("Deployment", "train-default");

    assertThat(environment(pool))
        .containsEntry("LORA_FOUNDRY_API_URL", "http://team-lora-foundry-api:80");
    assertThat(container(pool).at("env").each())
        .filteredOn(each -> each.at("name").text().equals("LORA_FOUNDRY_WORKER_ID"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.at("valueFrom", "fieldRef", "fieldPath").text())
                    .isEqualTo("metadata.name"));
  }

  @Test
  void letsServicesAndPoliciesFindTheirPods() {
    Chart chart = Chart.installed();
    Map<String, String> labels =
        chart.only("Deployment", "-api").at("spec", "template", "metadata", "labels").texts();

    assertThat(labels)
        .containsAllEntriesOf(chart.only("Service", "-api").at("spec", "selector").texts())
        .containsAllEntriesOf(
            chart.only("NetworkPolicy", "-api").at("spec", "podSelector", "matchLabels").texts());
    assertThat(chart.only("PodDisruptionBudget", "-api").at("spec", "maxUnavailable").number())
        .isEqualTo(1);
    assertThat(chart.ofKind("ServiceAccount")).hasSize(1);
  }

  @Test
  void keepsWorkersFromTheDatabase() {
    Node policy = Chart.installed().only("NetworkPolicy", "-workers");

    assertThat(policy.at("spec", "egress").text()).doesNotContain("5432").contains("9092");
  }

  @Test
  void leavesTheApiOpenToEverybodyWhereNobodyIsNamed() {
    Node rule = apiRule(Chart.installed());

    assertThat(rule.find("from")).isEmpty();
  }

  @Test
  void letsTheNamespaceReadTheMetricsOfAPageThatIsForAFew() {
    Node rule = apiRule(pageFor("10.0.0.0/8"));

    assertThat(rule.at("from").text())
        .contains("podSelector={}")
        .contains("ipBlock={cidr=10.0.0.0/8}");
  }

  @Test
  void letsThoseReadMetricsThatAreNamed() {
    Chart chart =
        pageFor("10.0.0.0/8").with("networkPolicy.metricsFrom[0].podSelector.matchLabels.a", "b");

    assertThat(apiRule(chart).at("from").text())
        .doesNotContain("podSelector={}")
        .contains("podSelector={matchLabels={a=b}}");
  }

  private static Chart pageFor(String block) {
    return Chart.installed().with("networkPolicy.pageFrom[0].ipBlock.cidr", block);
  }

  private static Node apiRule(Chart chart) {
    return chart.only("NetworkPolicy", "-api").at("spec", "ingress", 0);
  }

  @ParameterizedTest
  @CsvSource({
    "true, '', team-lora-foundry, 1",
    "true, own, own, 1",
    "false, '', default, 0",
    "false, own, own, 0"
  })
  void runsAsAnAccountThatIsThere(boolean create, String name, String account, int made) {
    Chart chart =
        Chart.installed().with("serviceAccount.create", create).with("serviceAccount.name", name);

    assertThat(chart.ofKind("ServiceAccount")).hasSize(made);
    assertThat(chart.ofKind("Deployment"))
        .extracting(each -> each.at("spec", "template", "spec", "serviceAccountName").text())
        .containsOnly(account);
  }

  @Test
  void opensAnIngressWhenAsked() {
    Node ingress =
        Chart.installed()
            .with("api.ingress.enabled", true)
            .with("api.ingress.host", "lora.example.org")
            .with("api.ingress.tlsSecret", "lora-tls")
            .only("Ingress", "-api");

    assertThat(ingress.at("spec", "rules", 0, "host").text()).isEqualTo("lora.example.org");
    assertThat(ingress.at("spec", "tls", 0, "secretName").text()).isEqualTo("lora-tls");
  }

  @Test
  void leavesTheNumberOfReplicasToTheAutoscaler() {
    Chart chart = Chart.installed().with("api.autoscaling.enabled", true);

    assertThat(chart.only("Deployment", "-api").at("spec").keys()).doesNotContain("replicas");
    assertThat(chart.ofKind("HorizontalPodAutoscaler")).hasSize(1);
  }

  @Test
  void watchesAllApplicationsWhenAsked() {
    Chart chart = Chart.installed().with("monitoring.enabled", true);

    assertThat(chart.only("ServiceMonitor", "-api").at("spec", "endpoints", 0, "path").text())
        .isEqualTo("/actuator/prometheus");
    assertThat(chart.ofKind("PodMonitor")).hasSize(1);
    assertThat(Chart.installed().ofKind("ServiceMonitor")).isEmpty();
    assertThat(Chart.installed().ofKind("PrometheusRule")).isEmpty();
  }

  @Test
  void bringsTheAlertsAndTheDashboardOfTheMonitoring() {
    Chart chart = Chart.installed().with("monitoring.enabled", true);

    assertThat(chart.only("PrometheusRule", "").at("spec").value())
        .isEqualTo(
            Node.document("alerts", Repository.text("deploy/monitoring/alerts.yml")).value());
    Node dashboard = chart.only("ConfigMap", "-dashboard");
    assertThat(dashboard.at("metadata", "labels").texts()).containsEntry("grafana_dashboard", "1");
    assertThat(dashboard.at("data", "lora-foundry.json").text().strip())
        .isEqualTo(Repository.text("deploy/monitoring/grafana-dashboard.json").strip());
  }

  @ParameterizedTest
  @CsvSource({
    "api.replicas, 0, api",
    "s3.endpoint, ftp://x, s3",
    "gpuPools[0].name, Not a name, gpuPools",
    "networkPolicy.databasePort, 70000, networkPolicy"
  })
  void refusesValuesThatCannotBe(String value, String given, String named) {
    Chart chart = Chart.installed().with(value, given);

    assertThatThrownBy(chart::documents).hasMessageContaining(named);
  }

  @Test
  void saysWhichValueIsMissing() {
    Chart chart = Chart.installed().with("s3.secret.name", "");

    assertThatThrownBy(chart::documents).hasMessageContaining("s3.secret.name is empty");
  }

  private static Chart poolWithCache(String size) {
    return Chart.installed()
        .with("gpuPools[0].name", "big")
        .with("gpuPools[0].replicas", 1)
        .with("gpuPools[0].gpus", 1)
        .with("gpuPools[0].device", "cuda")
        .with("gpuPools[0].cacheSize", size)
        .with("gpuPools[0].terminationGracePeriodSeconds", 60);
  }

  private static Node container(Node deployment) {
    return deployment.at("spec", "template", "spec", "containers", 0);
  }

  private static Map<String, String> environment(Node deployment) {
    return Environment.of(container(deployment).at("env"));
  }
}
