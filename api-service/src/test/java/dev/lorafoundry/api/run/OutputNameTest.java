package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.ObjectKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutputNameTest {
  @ParameterizedTest
  @CsvSource({
    "starz, v5, starz-v5",
    "my project, version 1.0, my_project-version_1.0",
    "../../etc, .., __.._etc-_",
    "Größe 🎨, v1, Gr_e_-v1",
    "state, 100, _state-100",
    "state, v1, state-v1",
  })
  void isSafeWhateverTheProjectIsCalled(String project, String version, String expected) {
    String name = name(project, version);

    assertThat(name).isEqualTo(expected);
    assertThat(new ObjectKey("jobs/1/e1/" + name + ".safetensors").name()).startsWith(name);
  }

  private static String name(String project, String version) {
    return OutputName.of(new Version(VersionId.random(), version, ProjectId.random(), project));
  }
}
