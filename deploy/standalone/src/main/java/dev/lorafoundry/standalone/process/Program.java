package dev.lorafoundry.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java program to run as a process of its own.
 *
 * @param jvmArguments no secrets: everybody on the machine can read a command line
 * @param environment added to this process's own
 * @param log file that its output is appended to
 */
public record Program(
    String name, Path jar, List<String> jvmArguments, Map<String, String> environment, Path log) {
  /** A log larger than this is put aside at the next start, in place of the last one put aside. */
  private static final long LARGE_LOG = 20_000_000;

  /** Where a program reads whose end it must not outlive. */
  private static final String PARENT = "LORA_FOUNDRY_PARENT_PID";

  public Program {
    jvmArguments = List.copyOf(jvmArguments);
    environment = Map.copyOf(environment);
  }

  /** Says all but the environment, which holds secrets. */
  @Override
  public String toString() {
    return "Program[" + name + ", " + jar + "]";
  }

  Process start() throws IOException {
    putLargeLogAside();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.addAll(List.of("-jar", jar.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    builder.environment().put(PARENT, Long.toString(ProcessHandle.current().pid()));
    return builder.start();
  }

  private void putLargeLogAside() throws IOException {
    if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
