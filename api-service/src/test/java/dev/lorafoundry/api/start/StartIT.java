package dev.lorafoundry.api.start;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.testing.TestApi;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StartIT {
  @Test
  void refusesASettingThatDoesNotExist() {
    Map<String, Object> settings = TestApi.settings();
    settings.put("lora-foundry.queue.leese", "30s");

    assertThatThrownBy(() -> TestApi.start(settings))
        .hasStackTraceContaining("There is no setting 'lora-foundry.queue.leese'")
        .hasStackTraceContaining("did you mean 'lora-foundry.queue.lease'?");
  }

  @Test
  void refusesATokenThatIsTooShort() {
    Map<String, Object> settings = TestApi.settings();
    settings.put("lora-foundry.access.api-token", "short");

    assertThatThrownBy(() -> TestApi.start(settings))
        .hasStackTraceContaining("apiToken")
        .hasStackTraceContaining("between 16 and 512");
  }

  @Test
  void refusesToStartWithoutATokenForWorkers() {
    Map<String, Object> settings = TestApi.settings();
    settings.remove("lora-foundry.access.worker-token");

    assertThatThrownBy(() -> TestApi.start(settings)).hasStackTraceContaining("workerToken");
  }
}
