package dev.lorafoundry.api.queue;

import static dev.lorafoundry.api.queue.WorkExample.LEASE;
import static dev.lorafoundry.api.queue.WorkExample.NOON;
import static dev.lorafoundry.api.queue.WorkExample.claim;
import static dev.lorafoundry.api.queue.WorkExample.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Works} does, and the {@link Chronicle} beside it. */
public abstract class WorksContract {
  private static final Team RED = new Team("red");

  protected abstract Works works();

  protected abstract Chronicle chronicle();

  /** Somebody whose work there may be. */
  protected abstract PersonId aPerson();

  @Test
  void returnsWorkAsItWasSaved() {
    Work work = claimed(added(Priority.HIGH), "w1");
    work.reached(state(40));
    works().save(work);

    Work found = works().find(work.id()).orElseThrow();

    assertThat(found.ticket()).isEqualTo(work.ticket());
    assertThat(found.standing()).isEqualTo(work.standing());
    assertThat(works().locked(work.id())).isPresent();
  }

  @Test
  void knowsNoWorkThatWasNeverAdded() {
    assertThat(works().find(WorkId.of(JobId.random()))).isEmpty();
  }

  @Test
  void knowsWhoseWorkIs() {
    PersonId owner = aPerson();
    WorkTicket ticket =
        new WorkTicket(WorkId.of(JobId.random()), Team.DEFAULT, Priority.NORMAL, NOON, owner);
    works().add(new Work(ticket, Standing.queued(NOON)), "message");

    assertThat(works().find(ticket.id())).map(Work::ticket).contains(ticket);
    assertThat(works().find(added(Priority.NORMAL).id()))
        .map(work -> work.ticket().owner())
        .isEmpty();
  }

  @Test
  void keepsEveryChangeAndAttempt() {
    Work work = claimed(added(Priority.NORMAL), "w1");
    book(work, work.lose(NOON.plusSeconds(40), RetryPolicy.DEFAULTS));

    assertThat(chronicle().history(work.id()))
        .extracting(WorkChanged::transition)
        .containsExactly(Transition.RELEASE, Transition.CLAIM, Transition.LOSE);
    assertThat(chronicle().attempts(work.id()))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.worker()).isEqualTo(new WorkerId("w1"));
              assertThat(attempt.endedBy()).isEqualTo(Transition.LOSE);
              assertThat(attempt.endedAt()).isEqualTo(NOON.plusSeconds(40));
            });
  }

  @Test
  void historyIsStoredAsItHappened() {
    Work work = added(Priority.NORMAL);
    WorkChanged release = work.release(NOON);
    book(work, release);

    assertThat(chronicle().history(work.id())).containsExactly(release);
  }

  @Test
  void knowsWhichWorkWasSettled() {
    Work settled = added(Priority.NORMAL);
    book(settled, settled.cancel("Not wanted.", NOON));
    book(settled, settled.settle("Taken.", NOON));
    Work finished = added(Priority.NORMAL);
    book(finished, finished.finish("Weak.", NOON));
    List<WorkId> both = List.of(finished.id(), settled.id());

    assertThat(chronicle().settled(WorkKind.TRAINING, both)).containsExactly(settled.id());
    assertThat(chronicle().settled(WorkKind.PREVIEW, both)).isEmpty();
    assertThat(chronicle().settled(WorkKind.TRAINING, List.of())).isEmpty();
  }

  @Test
  void findsEndedLeases() {
    Work work = claimed(added(Priority.NORMAL), "w1");

    assertThat(works().lockedWithLeaseEnded(NOON.plus(LEASE))).isEmpty();
    assertThat(works().lockedWithLeaseEnded(NOON.plus(LEASE).plusMillis(1)))
        .extracting(Work::id)
        .containsExactly(work.id());
  }

  @Test
  void findsOldOffers() {
    Work work = added(Priority.NORMAL);
    book(work, work.release(NOON));

    assertThat(works().lockedOnOfferSince(WorkKind.TRAINING, NOON)).isEmpty();
    assertThat(works().lockedOnOfferSince(WorkKind.PREVIEW, NOON.plusSeconds(1))).isEmpty();
    assertThat(works().lockedOnOfferSince(WorkKind.TRAINING, NOON.plusSeconds(1)))
        .extracting(Work::id)
        .containsExactly(work.id());
  }

  @Test
  void offersTheOldestOfEachTeamAndPriority() {
    Work first = added(Priority.NORMAL);
    added(Priority.NORMAL);
    Work urgent = added(Priority.HIGH);

    assertThat(works().candidates(WorkKind.TRAINING, NOON, 1))
        .extracting(Candidate::id)
        .containsExactlyInAnyOrder(first.id(), urgent.id());
    assertThat(works().candidates(WorkKind.TRAINING, NOON, 9)).hasSize(3);
    assertThat(works().candidates(WorkKind.PREVIEW, NOON, 9)).isEmpty();
  }

  @Test
  void countsWhatIsWaitingAndOnOffer() {
    added(Priority.NORMAL);
    Work released = added(Priority.NORMAL);
    book(released, released.release(NOON));
    claimed(added(Priority.NORMAL), "w1");

    assertThat(works().backlog(WorkKind.TRAINING, NOON)).isEqualTo(new Backlog(1, 1));
    assertThat(works().holders()).containsExactly(new WorkerId("w1"));
  }

  @Test
  void knowsWhoHeldALeaseLately() {
    claimed(added(Priority.NORMAL), "busy");
    Work done = claimed(added(Priority.NORMAL), "free");
    Instant end = NOON.plusSeconds(10);
    book(done, done.finish(end));

    assertThat(works().holdersSince(end))
        .containsExactlyInAnyOrder(new WorkerId("busy"), new WorkerId("free"));
    assertThat(works().holdersSince(end.plusSeconds(1))).containsExactly(new WorkerId("busy"));
  }

  @Test
  void keepsWorkBackUntilItsPauseIsOver() {
    Work work = claimed(added(Priority.NORMAL), "w1");
    book(
        work,
        work.fail(
            dev.lorafoundry.contracts.FailureKind.INTERNAL, "Bug.", NOON, RetryPolicy.DEFAULTS));

    assertThat(works().backlog(WorkKind.TRAINING, NOON).waiting()).isZero();
    assertThat(works().candidates(WorkKind.TRAINING, NOON, 1)).isEmpty();
    assertThat(works().candidates(WorkKind.TRAINING, NOON.plusSeconds(5), 1)).hasSize(1);
  }

  @Test
  void hearsEachEventOnce() {
    Work work = claimed(added(Priority.NORMAL), "w1");
    LeaseEpoch epoch = new LeaseEpoch(1);

    assertThat(chronicle().hear(work.id(), epoch, 1)).isTrue();
    assertThat(chronicle().hear(work.id(), epoch, 1)).isFalse();
    assertThat(chronicle().hear(work.id(), epoch, 2)).isTrue();
    assertThat(chronicle().hear(work.id(), epoch, 1)).isFalse();
  }

  @Test
  void halvesComputingTimeOverTheHalfLife() {
    Work work = claimed(added(Priority.NORMAL), "w1");
    Instant end = NOON.plus(Duration.ofHours(2));
    book(work, work.finish(end));

    Map<Team, Duration> atOnce = used(end);
    Map<Team, Duration> dayLater = used(end.plus(Duration.ofDays(1)));

    assertThat(atOnce).containsExactly(Map.entry(RED, Duration.ofHours(2)));
    assertThat(dayLater).containsExactly(Map.entry(RED, Duration.ofHours(1)));
  }

  @Test
  void countsAttemptsUnderWay() {
    claimed(added(Priority.NORMAL), "w1");

    assertThat(used(NOON.plus(Duration.ofHours(3))))
        .containsExactly(Map.entry(RED, Duration.ofHours(3)));
  }

  @Test
  void showsWhatIsOnOfferForLongestFirst() {
    Work second = added(Priority.NORMAL);
    Work first = added(Priority.HIGH);
    added(Priority.NORMAL);
    book(first, first.release(NOON));
    book(second, second.release(NOON.plusSeconds(1)));

    assertThat(works().onOffer(WorkKind.TRAINING, 9))
        .extracting(Work::id)
        .containsExactly(first.id(), second.id());
    assertThat(works().onOffer(WorkKind.TRAINING, 1)).hasSize(1);
    assertThat(works().onOffer(WorkKind.PREVIEW, 9)).isEmpty();
  }

  @Test
  void showsWhatIsKeptBackByWhenItMayGo() {
    added(Priority.NORMAL);
    Work later = stumbled(NOON.plusSeconds(60));
    Work sooner = stumbled(NOON);

    assertThat(works().keptBack(WorkKind.TRAINING, NOON, 9))
        .extracting(Work::id)
        .containsExactly(sooner.id(), later.id());
    assertThat(works().keptBack(WorkKind.TRAINING, NOON, 1)).hasSize(1);
    assertThat(works().keptBack(WorkKind.TRAINING, NOON.plusSeconds(9), 9))
        .extracting(Work::id)
        .containsExactly(later.id());
  }

  @Test
  void findsSeveralAtOnce() {
    Work one = added(Priority.NORMAL);
    Work two = added(Priority.HIGH);
    added(Priority.NORMAL);
    List<WorkId> asked = List.of(one.id(), WorkId.of(JobId.random()), two.id());

    assertThat(works().all(WorkKind.TRAINING, asked))
        .extracting(Work::id)
        .containsExactlyInAnyOrder(one.id(), two.id());
    assertThat(works().all(WorkKind.PREVIEW, asked)).isEmpty();
    assertThat(works().all(WorkKind.TRAINING, List.of())).isEmpty();
  }

  /** Tried once; not to be tried again before five seconds later. */
  private Work stumbled(Instant then) {
    Work work = claimed(added(Priority.NORMAL), "w1");
    book(
        work,
        work.fail(
            dev.lorafoundry.contracts.FailureKind.INTERNAL, "Bug.", then, RetryPolicy.DEFAULTS));
    return work;
  }

  @Test
  void makesWorkMoreUrgent() {
    Work first = added(Priority.NORMAL);
    Work urgent = added(Priority.HIGH);

    works().prioritise(first.id(), Priority.HIGH);

    assertThat(works().find(first.id()).orElseThrow().ticket().priority()).isEqualTo(Priority.HIGH);
    works().lockLines(WorkKind.TRAINING);
    assertThat(works().lockedLine(urgent.ticket())).containsExactly(first.id(), urgent.id());
  }

  @Test
  void putsALineIntoAnotherOrderAndLeavesOthersWhereTheyAre() {
    Work first = added(Priority.NORMAL);
    Work urgent = added(Priority.HIGH);
    Work second = added(Priority.NORMAL);
    Work third = added(Priority.NORMAL);

    assertThat(works().lockedLine(first.ticket()))
        .containsExactly(first.id(), second.id(), third.id());
    works().reorder(List.of(third.id(), first.id(), second.id()));

    assertThat(works().lockedLine(first.ticket()))
        .containsExactly(third.id(), first.id(), second.id());
    assertThat(works().lockedLine(urgent.ticket())).containsExactly(urgent.id());
    assertThat(
            works().candidates(WorkKind.TRAINING, NOON, 10).stream()
                .sorted(Comparator.comparingLong(Candidate::place))
                .map(Candidate::id))
        .containsExactly(third.id(), urgent.id(), first.id(), second.id());
    assertThat(works().candidates(WorkKind.TRAINING, NOON, 1))
        .extracting(Candidate::id)
        .contains(third.id());
  }

  @Test
  void showsWhatIsUnderWay() {
    Work waiting = added(Priority.NORMAL);
    Work running = claimed(added(Priority.NORMAL), "w1");

    assertThat(works().leased(10))
        .extracting(Work::id)
        .containsExactly(running.id())
        .doesNotContain(waiting.id());
  }

  @Test
  void tellsHowMuchWaits() {
    added(Priority.NORMAL);
    added(Priority.NORMAL);

    assertThat(works().depths())
        .containsExactly(new QueueDepth(WorkKind.TRAINING, RED, Priority.NORMAL, 2, NOON));
  }

  @Test
  void keepsKindsApart() {
    PreviewId preview = PreviewId.random();
    Work work = WorkExample.aWork(WorkId.of(preview), RED, Priority.LOW).work();
    works().add(work, Map.of("id", preview.value().toString(), "dispatch", 1));

    assertThat(works().backlog(WorkKind.PREVIEW, NOON).waiting()).isEqualTo(1);
    assertThat(works().backlog(WorkKind.TRAINING, NOON).waiting()).isZero();
  }

  private Map<Team, Duration> used(Instant now) {
    return works().computingTime(WorkKind.TRAINING, now, Duration.ofDays(1));
  }

  private Work added(Priority priority) {
    Work work = WorkExample.aWork(WorkId.of(JobId.random()), RED, priority).work();
    works().add(work, Map.of("id", work.id().value().toString(), "dispatch", 1));
    return work;
  }

  private Work claimed(Work work, String worker) {
    book(work, work.release(NOON));
    book(work, work.claim(claim(worker, 1), NOON, LEASE));
    return work;
  }

  private void book(Work work, WorkChanged change) {
    works().save(work);
    chronicle().record(change);
  }
}
