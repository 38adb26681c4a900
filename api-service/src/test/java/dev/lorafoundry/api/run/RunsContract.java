package dev.lorafoundry.api.run;

import static dev.lorafoundry.api.run.RunExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Runs} does. */
public abstract class RunsContract {
  private final VersionId version = VersionId.random();

  protected abstract Runs runs();

  /** Somebody whose runs there may be. */
  protected abstract PersonId aPerson();

  @Test
  void returnsRunsAsTheyWereAdded() {
    Run run = RunExample.run(version);
    runs().add(run);

    assertThat(runs().find(run.id())).contains(run);
    assertThat(runs().find(RunId.random())).isEmpty();
  }

  @Test
  void knowsWhoStartedARun() {
    Run run = RunExample.ownedBy(RunExample.run(version), aPerson());
    runs().add(run);

    assertThat(runs().find(run.id())).contains(run);
  }

  @Test
  void knowsWhichCheckpointsEachKeeps() {
    Run best = RunExample.run(version);
    Run latest = RunExample.keeping(version, new Keep.Latest(2));
    Run all = RunExample.keeping(version, null);
    List.of(best, latest, all).forEach(runs()::add);

    assertThat(runs().find(best.id()).orElseThrow().keep()).isEqualTo(new Keep.Best(3));
    assertThat(runs().find(latest.id()).orElseThrow().keep()).isEqualTo(new Keep.Latest(2));
    assertThat(runs().find(all.id()).orElseThrow().keep()).isNull();
  }

  @Test
  void listsAVersionsRunsNewestFirst() {
    Run older = RunExample.run(version, true, NOON);
    Run newer = RunExample.run(version, false, NOON.plusSeconds(1));
    runs().add(older);
    runs().add(newer);
    runs().add(RunExample.run(VersionId.random()));

    assertThat(runs().ofVersion(version, 0, 10)).containsExactly(newer, older);
    assertThat(runs().ofVersion(version, 1, 10)).containsExactly(older);
    assertThat(runs().count(version)).isEqualTo(2);
  }
}
