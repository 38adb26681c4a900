package dev.lorafoundry.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComposeGpuTest {

  @ParameterizedTest
  @CsvSource({"worker-gpu, TRAIN_GPU", "preview-worker, PREVIEW_GPU"})
  void saysWhichGpuAWorkerHas(String worker, String variable) {
    Node device =
        Compose.forGpus()
            .service(worker)
            .at("deploy", "resources", "reservations", "devices")
            .each()
            .get(0);

    assertThat(device.find("count")).as("would be the first GPU for everybody").isEmpty();
    assertThat(device.at("device_ids", 0).text()).isEqualTo("${" + variable + ":-0}");
    assertThat(Repository.text("deploy/compose/env.example")).contains("\n" + variable + "=");
  }
}
