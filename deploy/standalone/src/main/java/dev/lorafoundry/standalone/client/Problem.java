package dev.lorafoundry.standalone.client;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the API says of a request that it refuses (problem+json). */
record Problem(
    @Nullable String title, @Nullable String detail, @Nullable List<Particular> problems) {

  record Particular(@Nullable String setting, @Nullable String message) {}

  String text() {
    Stream<String> heads = Stream.of(title, detail).filter(part -> part != null).distinct();
    Stream<String> particulars =
        problems == null
            ? Stream.of()
            : problems.stream().map(particular -> String.valueOf(particular.message()));
    return Stream.concat(heads, particulars).distinct().collect(Collectors.joining(" "));
  }
}
