package dev.lorafoundry.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documents, images, compose files and chart name settings that the programs have, and all of them.
 */
final class SettingNamesTest {
  /** What the standalone reads itself. */
  private static final Set<String> OF_THE_STANDALONE = Set.of("LORA_FOUNDRY_EXIT");

  @ParameterizedTest
  @EnumSource
  void isDocumentedInFull(Application application) {
    String index = Repository.text("docs/configuration.md");

    assertThat(SettingNames.listedUnder(application.module(), index))
        .isEqualTo(application.settings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/README.md",
        "docs/quick-start.md",
        "docs/architecture.md",
        "docs/configuration.md",
        "docs/operations.md",
        "docs/benchmarks.md",
        "api-service/README.md",
        "worker-gpu/README.md",
        "preview-worker/README.md",
        "deploy/compose/README.md",
        "deploy/docker/README.md",
        "deploy/standalone/README.md"
      })
  void namesSettingsThatExist(String document) {
    String text = Repository.text(document);

    assertThat(SettingNames.mentionedIn(text))
        .allSatisfy(
            name -> assertThat(SettingNames.isKnown(name, ofAll())).as("%s exists", name).isTrue());
    Map<String, String> variables = SettingNames.variablesIn(text);
    variables.keySet().removeAll(OF_THE_STANDALONE);
    assertThat(unreadByAll(variables)).as("variables that nobody reads").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void imageSetsWhatItsProgramReads(Application application) {
    String dockerfile = Repository.text("deploy/docker/" + application.module() + ".Dockerfile");

    assertThat(application.unread(Environment.inText(dockerfile))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void composeSetsWhatItsProgramReads(Application application) {
    for (Compose compose : List.of(Compose.base(), Compose.forGpus())) {
      if (compose.services().contains(application.module())
          && compose.service(application.module()).find("environment").isPresent()) {
        assertThat(application.unread(compose.environment(application.module()))).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-api, api-service",
    "train-default, worker-gpu",
    "preview-default, preview-worker",
  })
  void chartSetsWhatItsProgramReads(String deployment, String module) {
    Node pod =
        Chart.installed()
            .with("api.ingress.enabled", true)
            .with("api.ingress.host", "lora.example.org")
            .only("Deployment", deployment)
            .at("spec", "template", "spec", "containers", 0);
    Map<String, String> environment = Environment.of(pod.at("env"));

    assertThat(environment.keySet()).anyMatch(name -> name.startsWith("LORA_FOUNDRY_"));
    assertThat(Application.ofModule(module).unread(environment)).isEmpty();
  }

  @Test
  void noticesWhatNobodyReads() {
    assertThat(Application.API_SERVICE.unread(Map.of("LORA_FOUNDRY_QUEUE_LEESE", "1s")))
        .containsExactly("LORA_FOUNDRY_QUEUE_LEESE");
    assertThat(Application.API_SERVICE.unread(Map.of("LORA_FOUNDRY_QUEUE_LEASE", "1s"))).isEmpty();
    assertThat(SettingNames.isKnown("lora-foundry.queue.leese", ofAll())).isFalse();
    assertThat(SettingNames.isKnown("lora-foundry.queue.*", ofAll())).isTrue();
  }

  private static Set<String> ofAll() {
    Set<String> all = new TreeSet<>();
    Arrays.stream(Application.values()).forEach(each -> all.addAll(each.settings()));
    return all;
  }

  private static Set<String> unreadByAll(Map<String, String> variables) {
    Set<String> unread = new TreeSet<>(variables.keySet());
    Arrays.stream(Application.values()).forEach(each -> unread.retainAll(each.unread(variables)));
    return unread;
  }
}
