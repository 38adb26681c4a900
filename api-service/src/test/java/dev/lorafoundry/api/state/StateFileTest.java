package dev.lorafoundry.api.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.objectstore.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateFileTest {
  private final JobId job = JobId.random();

  @Test
  void readsEpochAndStep() {
    assertThat(StateFile.parse(job, key("e3/state-1200.safetensors")))
        .contains(new StateFile(3, 1200));
    assertThat(StateFile.parse(job, key("e3/state-1200.safetensors.loss.json")))
        .contains(new StateFile(3, 1200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e1/starz-v5.safetensors",
        "e1/starz-v5-000002.safetensors",
        "e1/state-5-000002.safetensors",
        "e1/state-5-step00000007.safetensors",
        "e1/my-state-5.safetensors",
        "e1/state-5.safetensors.txt",
        "e1/state-.safetensors",
        "e1/more/state-5.safetensors",
        "state-5.safetensors",
        "e1/state-99999999999999999999.safetensors"
      })
  void passesByWhatIsNoState(String name) {
    assertThat(StateFile.parse(job, key(name))).isEmpty();
  }

  @Test
  void passesByOtherJobs() {
    assertThat(StateFile.parse(JobId.random(), key("e1/state-5.safetensors"))).isEmpty();
  }

  private ObjectKey key(String name) {
    return new ObjectKey("jobs/" + job + "/" + name);
  }
}
