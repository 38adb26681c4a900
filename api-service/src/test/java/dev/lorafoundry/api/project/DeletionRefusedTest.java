package dev.lorafoundry.api.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeletionRefusedTest {
  @Test
  void tellsAllThatKeepsItAtOnce() {
    Filing version = new Filing(Filed.of(VersionId.random()), "v1", null, null);

    assertThat(DeletionRefused.of(version, new Filings.Ties(2, List.of("cats v2", "cats v3"))))
        .hasMessage(
            "The version 'v1' can't be deleted: 2 of its jobs, previews or other tasks wait or are under way. Cancel them, or wait for their end. Besides, its checkpoints are part of cats v2, cats v3. Archive it instead, or delete those first.");
  }
}
