package dev.lorafoundry.checks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Programs of the machine that a check uses where they are installed. */
final class Tool {
  private Tool() {}

  static boolean isThere(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(Path::of)
        .anyMatch(folder -> Files.isExecutable(folder.resolve(name)));
  }

  static List<String> command(String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    return command;
  }
}
