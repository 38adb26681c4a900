package dev.lorafoundry.api.idempotency;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Answers in memory, which keep to transactions all the same. */
public final class InMemoryAnswers implements Answers {
  private final Map<RequestKey, Entry> entries = new HashMap<>();
  private final Set<RequestKey> held = new HashSet<>();

  private record Entry(String sha256, Instant expiresAt, Answer answer) {}

  @Override
  public Beginning begin(RequestKey key, String requestSha256, Instant now) {
    if (held.contains(key)) {
      return new Beginning.UnderWay();
    }
    Entry known = entries.get(key);
    if (known == null || !known.expiresAt().isAfter(now)) {
      held.add(key);
      atTheEnd(committed -> held.remove(key));
      return new Beginning.First();
    }
    return known.sha256().equals(requestSha256)
        ? new Beginning.Answered(known.answer())
        : new Beginning.OtherRequest();
  }

  @Override
  public void keep(RequestKey key, String requestSha256, Answer answer, Instant expiresAt) {
    atTheEnd(
        committed -> {
          if (committed) {
            entries.put(key, new Entry(requestSha256, expiresAt, answer));
          }
        });
  }

  @Override
  public int purge(Instant now) {
    int before = entries.size();
    entries.values().removeIf(entry -> !entry.expiresAt().isAfter(now));
    return before - entries.size();
  }

  private interface End {
    void come(boolean committed);
  }

  private static void atTheEnd(End end) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            end.come(status == STATUS_COMMITTED);
          }
        });
  }
}
