package dev.lorafoundry.api.worker;

import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Workers in memory. */
public final class InMemoryWorkers implements Workers {
  private final Map<WorkerId, Sighting> sightings = new HashMap<>();

  @Override
  public void report(WorkerReport report, Instant now) {
    Sighting known = sightings.get(report.id());
    Instant first = known == null ? now : known.firstSeen();
    sightings.put(report.id(), new Sighting(report, first, now));
  }

  @Override
  public List<Sighting> all() {
    return sightings.values().stream()
        .sorted(
            Comparator.comparing(Sighting::lastSeen)
                .reversed()
                .thenComparing(each -> each.report().id().value()))
        .toList();
  }

  @Override
  public List<Sighting> seenSince(Instant since) {
    return all().stream().filter(each -> !each.lastSeen().isBefore(since)).toList();
  }

  @Override
  public int forgetUnseenSince(Instant since) {
    int before = sightings.size();
    sightings.values().removeIf(each -> each.lastSeen().isBefore(since));
    return before - sightings.size();
  }
}
