package dev.lorafoundry.api.setting;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.sdscripts.Config;
import dev.lorafoundry.contracts.settings.sdscripts.SdScripts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads TOML; what it says of mistakes repeats nothing of the text. */
final class TomlReader {
  private static final TomlMapper MAPPER = new TomlMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> TABLES =
      new TypeReference<>() {};

  private static final Pattern KEY =
      Pattern.compile("(?m)^[ \\t]*[\"']?([A-Za-z0-9_-]+)[\"']?[ \\t]*=");

  private TomlReader() {}

  /**
   * @throws InvalidSettings naming the line where it can't be read
   */
  static Config read(String toml) {
    try {
      return new Config(MAPPER.readValue(toml, TABLES), lines(toml));
    } catch (JacksonException e) {
      throw unreadable(at(e.getLocation()));
    }
  }

  private static Map<String, Integer> lines(String toml) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    int line = 1;
    int counted = 0;
    Matcher key = KEY.matcher(toml);
    while (key.find()) {
      line += newLines(toml, counted, key.start(1));
      counted = key.start(1);
      lines.putIfAbsent(key.group(1), line);
    }
    return lines;
  }

  private static int newLines(String text, int from, int to) {
    return Math.toIntExact(text.substring(from, to).chars().filter(c -> c == '\n').count());
  }

  private static InvalidSettings unreadable(String at) {
    String message =
        "The TOML can't be read%s: write key = value, texts in quotes and each key once."
            .formatted(at);
    return new InvalidSettings(List.of(new SettingProblem(SdScripts.CONFIG, "", message)));
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
