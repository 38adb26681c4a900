package dev.lorafoundry.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of metrics: those that the programs' sources register, and those that a text mentions. */
final class MetricNames {
  private static final Pattern REGISTERED = Pattern.compile("\"(lora\\.foundry\\.[a-z.]+)\"");
  private static final Pattern ENDING = Pattern.compile("\\(registry, \"([a-z.]+)\"");
  private static final Pattern MENTIONED = Pattern.compile("\\blora_foundry_[a-z_]+");
  private static final List<String> SOURCES =
      List.of("api-service", "worker-gpu", "preview-worker", "common");

  /** What Prometheus' naming adds to the name that a program gave. */
  private static final Pattern ADDED =
      Pattern.compile("(_bytes|_seconds)?(_total|_count|_sum|_max|_bucket)?");

  private MetricNames() {}

  /** As registered, in Prometheus' spelling but without what it adds. */
  static Set<String> registered() {
    return SOURCES.stream()
        .map(Repository::path)
        .flatMap(MetricNames::programs)
        .map(MetricNames::text)
        .flatMap(MetricNames::registeredIn)
        .map(name -> name.replace('.', '_'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A name that ends in a dot is the beginning of those that are given to the method it is in. */
  private static Stream<String> registeredIn(String source) {
    return REGISTERED
        .matcher(source)
        .results()
        .map(found -> found.group(1))
        .flatMap(
            name ->
                name.endsWith(".")
                    ? ENDING.matcher(source).results().map(end -> name + end.group(1))
                    : Stream.of(name));
  }

  static Set<String> mentionedIn(String text) {
    return MENTIONED
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a program registers a metric that Prometheus shows by this name. */
  static boolean isRegistered(String mentioned, Set<String> registered) {
    return registered.stream()
        .filter(mentioned::startsWith)
        .anyMatch(name -> ADDED.matcher(mentioned.substring(name.length())).matches());
  }

  private static Stream<Path> programs(Path module) {
    try (Stream<Path> files = Files.walk(module)) {
      return files
          .filter(file -> file.toString().contains("src/main/java"))
          .filter(file -> file.toString().endsWith(".java"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
