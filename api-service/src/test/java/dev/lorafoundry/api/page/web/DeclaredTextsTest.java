package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Settings and presets declare their English themselves, and have their Chinese in bundles. */
final class DeclaredTextsTest {
  private static final Map<String, SettingsCatalogue<?>> CATALOGUES =
      Map.of(
          "training", SettingsCatalogue.TRAINING,
          "preparation", SettingsCatalogue.PREPARATION,
          "preview", SettingsCatalogue.PREVIEW,
          "lora-task", SettingsCatalogue.LORA_TASK);

  @Test
  void saysEverySettingInChineseAndNothingElse() {
    Stream<String> groups =
        Arrays.stream(TrainingSettings.class.getRecordComponents())
            .map(group -> "group." + group.getName());
    Stream<String> settings =
        CATALOGUES.entrySet().stream()
            .flatMap(
                catalogue ->
                    catalogue.getValue().definitions().stream()
                        .map(each -> catalogue.getKey() + "." + each.name()))
            .flatMap(setting -> Stream.of(setting + ".label", setting + ".help"));

    assertThat(said("settings"))
        .isEqualTo(
            Stream.of(groups, units(), settings)
                .flatMap(keys -> keys)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Those that stand beside a label: not where the setting itself is called so. */
  private static Stream<String> units() {
    return CATALOGUES.values().stream()
        .flatMap(catalogue -> catalogue.definitions().stream())
        .filter(each -> !each.rules().unit().isEmpty())
        .filter(each -> !each.rules().unit().equals(each.name()))
        .map(each -> "unit." + each.rules().unit());
  }

  @Test
  void saysEveryPresetInChineseAndNothingElse() throws IOException {
    try (Stream<Path> presets = Files.list(Path.of("src", "main", "resources", "presets"))) {
      assertThat(said("presets"))
          .isEqualTo(
              presets
                  .map(file -> "preset." + file.getFileName().toString().replace(".json", ""))
                  .flatMap(preset -> Stream.of(preset + ".title", preset + ".purpose"))
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void saysInEnglishWhatIsDeclared() {
    for (String bundle : RenderedPages.DECLARED) {
      assertThat(MessagesTest.read(bundle + ".properties")).isEmpty();
    }
    assertThat(Said.english(SettingsFields.TRAINING.label("unetLearningRate")))
        .isEqualTo("U-Net learning rate");
    assertThat(Said.chinese(SettingsFields.TRAINING.label("unetLearningRate")))
        .isEqualTo("U-Net 学习率");
  }

  /** People write settings that go together by their labels. */
  @Test
  void labelsNoTwoTrainingSettingsAlike() {
    List<String> labels =
        SettingsCatalogue.TRAINING.definitions().stream()
            .map(SettingDefinition::name)
            .map(name -> Said.chinese(SettingsFields.TRAINING.label(name)))
            .toList();

    assertThat(labels).doesNotHaveDuplicates().noneMatch(label -> label.matches(".*[,，;；].*"));
  }

  private static Set<String> said(String bundle) {
    return new TreeSet<>(
        MessagesTest.read("messages/" + bundle + "_zh.properties").stringPropertyNames());
  }
}
