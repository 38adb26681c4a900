package dev.lorafoundry.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.project.Belonging;
import dev.lorafoundry.api.project.Filed;
import dev.lorafoundry.api.project.Filing;
import dev.lorafoundry.api.project.Filings;
import dev.lorafoundry.api.project.ProjectSettings;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

final class PurgeDeletedTest {
  private static final Instant NOON = Instant.parse("2026-01-08T12:00:00Z");

  private final Deleted deleted = new Deleted();
  private final Left left = new Left();
  private final PurgeDeleted duty =
      new PurgeDeleted(
          deleted,
          left,
          new InMemoryObjectStore(),
          new ProjectSettings(Duration.ofDays(7), Duration.ofMinutes(10)),
          TransactionOperations.withoutTransaction(),
          () -> NOON);

  @Test
  void goesOnWithTheNextWhenOneFails() {
    Filed broken = deleted.version();
    Filed sound = deleted.version();
    left.broken.add(broken);

    duty.perform();

    assertThat(left.removed).containsExactly(sound);
  }

  @Test
  void listsNoObjectsOfWhatOthersNeed() {
    Filed needed = deleted.version();
    Filed free = deleted.version();
    deleted.needed.add(needed);

    duty.perform();

    assertThat(left.listed).containsExactly(free);
    assertThat(left.removed).containsExactly(free);
  }

  /** Versions that were deleted long ago. */
  private static final class Deleted implements Filings {
    private final Map<Filed, Filing> filings = new LinkedHashMap<>();
    private final Set<Filed> needed = new HashSet<>();

    Filed version() {
      Filed what = Filed.of(VersionId.random());
      filings.put(what, new Filing(what, "v1", null, NOON.minus(Duration.ofDays(8))));
      return what;
    }

    @Override
    public Optional<Filing> find(Filed what) {
      return Optional.ofNullable(filings.get(what));
    }

    @Override
    public Optional<Filing> locked(Filed what) {
      return find(what);
    }

    @Override
    public Optional<Filing> above(Filed what) {
      return Optional.empty();
    }

    @Override
    public Optional<VersionId> deletedWith(Belonging kind, UUID id) {
      return Optional.empty();
    }

    @Override
    public void archive(Filed what, @Nullable Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Filed what, @Nullable Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Ties ties(Filed what, Instant goneBefore) {
      return needed.contains(what) ? new Ties(0, List.of("cats v2")) : Ties.NONE;
    }

    @Override
    public List<Filed> due(Instant deletedBefore, int most) {
      return filings.keySet().stream().limit(most).toList();
    }
  }

  /** Rows of them. */
  private static final class Left implements Remains {
    private final Set<Filed> broken = new HashSet<>();
    private final List<Filed> listed = new ArrayList<>();
    private final List<Filed> removed = new ArrayList<>();

    @Override
    public List<String> folders(Filed what) {
      listed.add(what);
      return List.of("jobs/" + what.id() + "/");
    }

    @Override
    public void lockCheckpoints(Filed what) {}

    @Override
    public void remove(Filed what, Collection<String> objects) {
      if (broken.contains(what)) {
        throw new IllegalStateException("the row is needed");
      }
      removed.add(what);
    }
  }
}
