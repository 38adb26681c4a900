package dev.lorafoundry.api.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FairTurnsTest {
  private static final Team RED = new Team("red");
  private static final Team BLUE = new Team("blue");
  private static final Duration TURN = Duration.ofMinutes(10);

  private long place;

  @Test
  void oldestGoesFirstWithinATeam() {
    Candidate first = waiting(RED, Priority.NORMAL);
    Candidate second = waiting(RED, Priority.NORMAL);

    assertThat(turns(Map.of()).next(List.of(second, first), 2))
        .containsExactly(first.id(), second.id());
  }

  @Test
  void higherPriorityGoesBeforeAgeAndShare() {
    Candidate old = waiting(RED, Priority.NORMAL);
    Candidate urgent = waiting(BLUE, Priority.HIGH);

    assertThat(turns(Map.of(BLUE, Duration.ofDays(9))).next(List.of(old, urgent), 1))
        .containsExactly(urgent.id());
  }

  @Test
  void teamThatUsedLessGoesFirst() {
    Candidate old = waiting(RED, Priority.NORMAL);
    Candidate young = waiting(BLUE, Priority.NORMAL);

    assertThat(turns(Map.of(RED, Duration.ofHours(1))).next(List.of(old, young), 1))
        .containsExactly(young.id());
  }

  @Test
  void teamsAlternateWithinOneRound() {
    List<Candidate> red = List.of(waiting(RED, Priority.LOW), waiting(RED, Priority.LOW));
    List<Candidate> blue = List.of(waiting(BLUE, Priority.LOW), waiting(BLUE, Priority.LOW));
    List<Candidate> all = List.of(red.get(0), red.get(1), blue.get(0), blue.get(1));

    assertThat(turns(Map.of()).next(all, 4))
        .containsExactly(red.get(0).id(), blue.get(0).id(), red.get(1).id(), blue.get(1).id());
  }

  @Test
  void picksNoMoreThanAsked() {
    List<Candidate> all = List.of(waiting(RED, Priority.LOW), waiting(RED, Priority.LOW));

    assertThat(turns(Map.of()).next(all, 1)).hasSize(1);
    assertThat(turns(Map.of()).next(all, 0)).isEmpty();
    assertThat(turns(Map.of()).next(all, 9)).hasSize(2);
  }

  private static FairTurns turns(Map<Team, Duration> used) {
    return new FairTurns(used, TURN);
  }

  private Candidate waiting(Team team, Priority priority) {
    return new Candidate(WorkId.of(JobId.random()), team, priority, place++);
  }
}
