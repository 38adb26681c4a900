package dev.lorafoundry.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImagesTest {
  private static final Pattern BASE = Pattern.compile("(?m)^FROM (\\S+)");
  private static final Pattern JAVA = Pattern.compile("eclipse-temurin:(\\d+)-jre");

  @ParameterizedTest
  @ValueSource(strings = {"api-service", "worker-gpu", "preview-worker"})
  void runsAsAnOrdinaryUserOnARecentJava(String application) {
    String dockerfile = dockerfile(application);

    assertThat(dockerfile).contains("\nUSER 10001:10001\n").contains("\nHEALTHCHECK ");
    assertThat(JAVA.matcher(dockerfile).results().map(java -> java.group(1)).map(Integer::parseInt))
        .isNotEmpty()
        .allSatisfy(version -> assertThat(version).isGreaterThanOrEqualTo(17));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-service", "worker-gpu", "preview-worker"})
  void buildsTheModuleOfItsName(String application) {
    assertThat(dockerfile(application))
        .contains("-pl " + application + " -am package")
        .contains(application + "/target/" + application + "-*-exec.jar");
    assertThat(Repository.path(application + "/pom.xml")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-service", "worker-gpu", "preview-worker"})
  void pinsEveryImageThatItStartsFrom(String application) {
    List<String> bases =
        BASE.matcher(dockerfile(application)).results().map((MatchResult m) -> m.group(1)).toList();

    assertThat(bases)
        .allSatisfy(
            base ->
                assertThat(base)
                    .satisfiesAnyOf(
                        b -> assertThat(b).contains(":"), b -> assertThat(b).isEqualTo("cpu")))
        .noneSatisfy(base -> assertThat(base).endsWith(":latest"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker-gpu", "preview-worker"})
  void bringsTheLibtorchThatTheJarIsMadeFor(String application) {
    Pattern version = Pattern.compile("<pytorch.version>([^<]+)</pytorch.version>");
    String pytorch =
        version.matcher(Repository.text("pom.xml")).results().findFirst().orElseThrow().group(1);

    assertThat(dockerfile(application))
        .contains("-" + pytorch + "%2Bcu128.zip")
        .contains("PYTORCH_VERSION=" + pytorch)
        .contains("PYTORCH_LIBRARY_PATH=/opt/libtorch/lib");
  }

  @Test
  void bringsFontsWhereLabelsAreDrawn() {
    assertThat(dockerfile("preview-worker")).contains("fontconfig fonts-dejavu-core");
    assertThat(dockerfile("worker-gpu")).doesNotContain("font");
  }

  @Test
  void isNotBuiltFromTheStateOfAStandalone() {
    assertThat(Repository.text(".dockerignore").lines()).contains("**/.lora-foundry", "**/target");
  }

  @Test
  void canRunItsHealthCheck() {
    assertThat(Files.isExecutable(Repository.path("deploy/docker/healthcheck"))).isTrue();
  }

  private static String dockerfile(String application) {
    return Repository.text("deploy/docker/" + application + ".Dockerfile");
  }
}
