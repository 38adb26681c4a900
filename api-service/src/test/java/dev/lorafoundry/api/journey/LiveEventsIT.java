package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LiveEventsIT {
  @RegisterExtension
  private static final Installation API =
      new Installation()
          .with("lora-foundry.live.heartbeat", "1s")
          .with("lora-foundry.live.max-connections", 3);

  @Test
  void showsChangedObjectsAndSignsOfLife() {
    String job = Installation.jobs(API.run(Map.of("seed", 1))).get(0);
    try (LivePage page = opened("?version=" + ReadyDataset.VERSION.id(), null);
        LivePage other = opened("?version=" + UUID.randomUUID(), null)) {
      awaitText(page, "connected");
      awaitText(other, "connected");

      API.post("/api/v1/jobs/" + job + "/pause", Map.of(), 200);

      awaitText(page, "event:job");
      assertThat(page.text()).contains("\"id\":\"" + job + "\"", "\"state\":\"paused\"");
      awaitText(other, "still here");
      assertThat(other.text()).doesNotContain("event:job");
    }
  }

  @Test
  void catchesUpWithWhatAPageHasMissed() {
    String job = Installation.jobs(API.run(Map.of("seed", 2))).get(0);
    String seen;
    try (LivePage page = opened("", null)) {
      awaitText(page, "connected");
      seen = page.lastId();
    }
    API.post("/api/v1/jobs/" + job + "/cancel", Map.of(), 200);

    try (LivePage back = opened("", seen)) {
      awaitText(back, job);
      assertThat(back.text()).contains("\"state\":\"cancelled\"").doesNotContain("event:reset");
    }
  }

  @Test
  void tellsPagesThatHaveMissedTooMuch() {
    try (LivePage back = opened("", "999999999")) {
      awaitText(back, "event:reset");
    }
  }

  @Test
  void refusesMorePagesThanAllowed() {
    try (LivePage one = opened("", null);
        LivePage two = opened("", null);
        LivePage three = opened("", null)) {
      await()
          .atMost(Installation.PATIENCE)
          .untilAsserted(
              () -> {
                try (LivePage tooMany = LivePage.open(API, "", null)) {
                  assertThat(tooMany.status()).isEqualTo(503);
                }
              });
      assertThat(one.status() + two.status() + three.status()).isEqualTo(600);
    }
  }

  /** Pages that other tests have closed are noticed at the next sign of life. */
  private static LivePage opened(String query, @Nullable String lastEventId) {
    return await()
        .atMost(Installation.PATIENCE)
        .until(() -> LivePage.open(API, query, lastEventId), page -> page.status() == 200);
  }

  private static void awaitText(LivePage page, String text) {
    await()
        .atMost(Installation.PATIENCE)
        .untilAsserted(() -> assertThat(page.text()).contains(text));
  }
}
