package dev.lorafoundry.api.setting;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.sdscripts.Config;
import dev.lorafoundry.contracts.settings.sdscripts.JudgedOption;
import dev.lorafoundry.contracts.settings.sdscripts.SdScripts;
import dev.lorafoundry.contracts.settings.sdscripts.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of sd-scripts, as somebody wrote them. They may hold secrets, so they are translated
 * and never stored.
 *
 * @param commandLine options as on a command line; it wins over a configuration file
 * @param toml a configuration file, or one that describes a dataset, which wins over all
 */
public record WrittenArguments(String commandLine, String toml) {
  public static final WrittenArguments NONE = new WrittenArguments("", "");

  private static final int LONGEST_COMMAND = 20_000;
  private static final int LONGEST_TOML = 100_000;

  public static WrittenArguments of(@Nullable String commandLine, @Nullable String toml) {
    return new WrittenArguments(commandLine == null ? "" : commandLine, toml == null ? "" : toml);
  }

  public boolean isEmpty() {
    return commandLine.isBlank() && toml.isBlank();
  }

  /** What they mean in settings, with every problem. */
  public Translation translate() {
    List<SettingProblem> problems = new ArrayList<>();
    String command = bounded(SdScripts.ARGUMENTS, commandLine, LONGEST_COMMAND, problems);
    String file = bounded(SdScripts.CONFIG, toml, LONGEST_TOML, problems);
    Translation translation = SdScripts.translate(command, config(file, problems));
    problems.addAll(translation.problems());
    return new Translation(
        translation.training(),
        translation.preparation(),
        translation.preview(),
        translation.leftOut(),
        translation.notes(),
        problems);
  }

  /**
   * What becomes of each option by itself: none of a text that is too long or can't be read, which
   * {@link #translate} tells.
   */
  public List<JudgedOption> judge() {
    List<SettingProblem> told = new ArrayList<>();
    String command = bounded(SdScripts.ARGUMENTS, commandLine, LONGEST_COMMAND, told);
    String file = bounded(SdScripts.CONFIG, toml, LONGEST_TOML, told);
    return SdScripts.judge(command, config(file, told));
  }

  private static Config config(String toml, List<SettingProblem> problems) {
    try {
      return toml.isBlank() ? Config.NONE : TomlReader.read(toml);
    } catch (InvalidSettings e) {
      problems.addAll(e.problems());
      return Config.NONE;
    }
  }

  private static String bounded(
      String field, String text, int longest, List<SettingProblem> problems) {
    if (text.length() <= longest) {
      return text;
    }
    String message =
        String.format(
            Locale.ROOT,
            "%s has %,d characters, at most %,d are allowed: leave out what is no option.",
            field,
            text.length(),
            longest);
    problems.add(new SettingProblem(field, "", message));
    return "";
  }

  /** why: they may hold secrets. */
  @Override
  public String toString() {
    return "WrittenArguments[%d and %d characters]".formatted(commandLine.length(), toml.length());
  }
}
