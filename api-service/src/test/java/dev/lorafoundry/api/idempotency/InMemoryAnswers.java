package dev.lorafoundry.api.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers in memory. */
public final class InMemoryAnswers implements Answers {
  private final Map<RequestKey, Entry> entries = new HashMap<>();

  private record Entry(String sha256, Instant expiresAt, @Nullable Answer answer) {}

  @Override
  public Beginning begin(RequestKey key, String requestSha256, Instant now, Duration patience) {
    Entry known = entries.get(key);
    if (known == null || !known.expiresAt().isAfter(now)) {
      entries.put(key, new Entry(requestSha256, now.plus(patience), null));
      return new Beginning.First();
    }
    if (!known.sha256().equals(requestSha256)) {
      return new Beginning.OtherRequest();
    }
    return known.answer() == null
        ? new Beginning.UnderWay()
        : new Beginning.Answered(known.answer());
  }

  @Override
  public void keep(RequestKey key, Answer answer, Instant expiresAt) {
    entries.computeIfPresent(key, (same, known) -> new Entry(known.sha256(), expiresAt, answer));
  }

  @Override
  public void forget(RequestKey key) {
    entries.remove(key);
  }

  @Override
  public int purge(Instant now) {
    int before = entries.size();
    entries.values().removeIf(entry -> !entry.expiresAt().isAfter(now));
    return before - entries.size();
  }
}
