package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigTest {
  @Test
  void tablesCountAsOne() {
    Translation translation =
        translate(
            Map.of(
                "network", Map.of("network_dim", 16, "network_train_unet_only", true),
                "optimizer",
                    Map.of("optimizer_args", List.of("weight_decay=0.05", "betas=0.9,0.95")),
                "seed", 7,
                "xformers", false,
                "resolution", List.of(512, 640)));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsEntry("rank", 16)
        .containsEntry("train", "unet_only")
        .containsEntry("weightDecay", 0.05)
        .containsEntry("beta2", 0.95)
        .containsEntry("seed", 7L);
    assertThat(translation.preparation()).containsEntry("height", 640);
  }

  @Test
  void passesByWhatOnlyFilesOfAGuiHave() {
    Translation file = translate(ordered("epoch", 4, "loraplus_lr_ratio", 16));

    assertThat(file.problems()).isEmpty();
    assertThat(file.training()).isEmpty();
    assertThat(file.notes())
        .satisfiesExactly(
            length -> assertThat(length).startsWith("Left out: --epoch. "),
            rates -> assertThat(rates).contains("write it among network_args"));
    assertThat(SdScripts.translate("--epoch 4", Config.NONE).problems())
        .singleElement()
        .asString()
        .contains("did you mean --max_train_epochs?");
  }

  @Test
  void aSwitchMayBeANumber() {
    Translation translation =
        translate(ordered("shuffle_caption", 1, "flip_aug", 0, "weighted_captions", 2));

    assertThat(translation.training())
        .containsOnly(Map.entry("shuffleCaption", true), Map.entry("randomFlip", false));
    assertThat(translation.problems())
        .singleElement()
        .asString()
        .contains("--weighted_captions", "use true or false");
  }

  @Test
  void theCommandLineWins() {
    Translation translation =
        SdScripts.translate("--seed 2", new Config(Map.of("seed", 1), Map.of("seed", 3)));

    assertThat(translation.training()).containsEntry("seed", 2L);
    assertThat(translation.notes())
        .containsExactly(
            "--seed is given at line 3 of the TOML and at line 1, column 1: the latter holds.");
  }

  @Test
  void problemsNameTheLine() {
    Translation translation =
        SdScripts.translate(
            "",
            new Config(
                ordered("sede", 1, "network_dim", List.of(List.of()), "xformers", "yes"),
                Map.of("sede", 4, "network_dim", 5)));

    assertThat(translation.problems())
        .allMatch(problem -> problem.setting().equals("argumentsToml"))
        .extracting(each -> each.message())
        .satisfiesExactly(
            first -> assertThat(first).contains("--sede (line 4 of the TOML): did you mean --seed"),
            second -> assertThat(second).contains("(line 5 of the TOML)", "use one value"),
            third -> assertThat(third).contains("(in the TOML)", "use true or false"));
  }

  @Test
  void onlyTheFileThatIsGivenIsFound() {
    Config dataset = new Config(Map.of("datasets", List.of(Map.of("resolution", 512))), Map.of());
    Config settings = new Config(Map.of("seed", 1), Map.of());
    String both = "--config_file x.toml --dataset_config d.toml";

    assertThat(SdScripts.translate(both, dataset).problems())
        .extracting(SettingProblem::given)
        .containsExactly("--config_file");
    assertThat(SdScripts.translate(both, dataset).notes())
        .contains(
            "Left out: --dataset_config. The TOML beside it is taken for the file's content.");
    assertThat(SdScripts.translate(both, settings).problems()).isEmpty();
    assertThat(SdScripts.translate(both, settings).notes())
        .anyMatch(note -> note.startsWith("Left out: --dataset_config. No file of another"));
  }

  @Test
  void refusesTablesInTablesWithoutEnd() {
    Map<String, Object> tables = Map.of("seed", 1);
    for (int i = 0; i < 50; i++) {
      tables = Map.of("a", tables);
    }

    assertThat(translate(tables).problems()).hasSize(1);
  }

  private static Translation translate(Map<String, ?> tables) {
    return SdScripts.translate("", new Config(tables, Map.of()));
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      ordered.put((String) pairs[i], pairs[i + 1]);
    }
    return ordered;
  }
}
