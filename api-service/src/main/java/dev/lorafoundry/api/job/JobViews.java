package dev.lorafoundry.api.job;

import dev.lorafoundry.api.access.People;
import dev.lorafoundry.api.access.PersonId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jobs as the REST API shows them, with the names of those whose they are. */
public final class JobViews {
  private final People people;
  private final InstantSource clock;

  public JobViews(People people, InstantSource clock) {
    this.people = people;
    this.clock = clock;
  }

  public JobView of(Job job) {
    return all(List.of(job)).get(0);
  }

  /** In the same order. */
  public List<JobView> all(List<Job> jobs) {
    Map<PersonId, String> names =
        people.namesOf(
            jobs.stream()
                .map(job -> job.ticket().owner())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    Instant now = clock.instant();
    return jobs.stream()
        .map(job -> JobView.of(job, name(job.ticket().owner(), names), now))
        .toList();
  }

  private static @Nullable String name(@Nullable PersonId owner, Map<PersonId, String> names) {
    return owner == null ? null : names.get(owner);
  }
}
