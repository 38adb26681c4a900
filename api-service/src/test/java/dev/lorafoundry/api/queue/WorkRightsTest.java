package dev.lorafoundry.api.queue;

import static dev.lorafoundry.api.access.PeopleExample.caller;
import static dev.lorafoundry.api.access.PeopleExample.person;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.access.NotAllowed;
import dev.lorafoundry.api.access.Person;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.Role;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose work is, and who may tell it what to do. */
final class WorkRightsTest {
  private final QueueExample example = new QueueExample();
  private final WorkQueue queue = example.queue;
  private final Person anna = somebody("Anna", Role.MEMBER);
  private final Person ben = somebody("Ben", Role.MEMBER);
  private final Person ada = somebody("Ada", Role.ADMIN);

  private Person somebody(String name, Role role) {
    Person person = person(name, role);
    example.people.add(person);
    return person;
  }

  @Test
  void isOfWhoAsksForItOrElseOfWhoseWorkItFollows() {
    assertThat(owner(submittedBy(anna, null))).isEqualTo(anna.id());
    assertThat(owner(submittedBy(anna, ben.id()))).isEqualTo(anna.id());
    assertThat(owner(submittedBy(null, ben.id()))).isEqualTo(ben.id());
    assertThat(owner(submittedBy(null, null))).isNull();
  }

  static Stream<String> commands() {
    return COMMANDS.keySet().stream();
  }

  private static final Map<String, Consumer<QueueCommand>> COMMANDS =
      Map.of(
          "cancel", command -> command.queue().cancel(command.work(), "why"),
          "pause", command -> command.queue().pause(command.work(), "why"),
          "resume", command -> command.queue().resume(command.work()),
          "retry", command -> command.queue().retry(command.work()),
          "settle", command -> command.queue().settle(command.work(), "why", () -> {}),
          "move", command -> command.queue().move(command.work(), Move.LAST),
          "move before", command -> command.queue().moveBefore(command.work(), command.work()),
          "prioritise", command -> command.queue().prioritise(command.work(), Priority.HIGH));

  private record QueueCommand(WorkQueue queue, WorkId work) {}

  @ParameterizedTest
  @MethodSource("commands")
  void hearsItsOwnerAndAdministratorsOnly(String command) {
    WorkId work = submittedBy(anna, null);

    ask(ben);
    assertThatThrownBy(() -> tell(command, work))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("This is of Anna");
    for (Person allowed : List.of(anna, ada)) {
      assertThat(isNotAllowed(command, submittedBy(anna, null), allowed)).isFalse();
    }
  }

  private boolean isNotAllowed(String command, WorkId work, Person asking) {
    ask(asking);
    try {
      tell(command, work);
      return false;
    } catch (NotAllowed e) {
      return true;
    } catch (TransitionRefused e) { // why: not every state allows every command
      return false;
    }
  }

  private void tell(String command, WorkId work) {
    requireNonNull(COMMANDS.get(command)).accept(new QueueCommand(queue, work));
  }

  @Test
  void tellsWhichOfSeveralWhoeverAsksMayControl() {
    WorkId annas = submittedBy(anna, null);
    WorkId bens = submittedBy(ben, null);
    WorkId nobodys = submittedBy(null, null);
    List<WorkId> all = List.of(annas, bens, nobodys);

    ask(ben);
    assertThat(queue.controllable(annas.kind(), all)).containsOnly(bens, nobodys);
    ask(ada);
    assertThat(queue.controllable(annas.kind(), all)).containsOnly(annas, bens, nobodys);
    ask(somebody("Vera", Role.VIEWER));
    assertThat(queue.controllable(annas.kind(), all)).isEmpty();
  }

  @Test
  void endsWithWhatItFollowsWhoeverOwnsIt() {
    WorkId work = submittedBy(anna, null);

    ask(ben);

    assertThat(queue.cancelIfOpen(work, "Its job was cancelled.")).isTrue();
  }

  @Test
  void goesBeforeOthersWorkByAdministratorsOnly() {
    WorkId first = submittedBy(ben, null);
    WorkId nobodys = submittedBy(null, null);
    WorkId own = submittedBy(anna, null);
    WorkId last = submittedBy(anna, null);
    ask(anna);

    queue.moveBefore(last, nobodys);
    queue.move(own, Move.UP);
    assertThat(line(first)).containsExactly(first, last, own, nobodys);

    for (Move move : List.of(Move.FIRST, Move.UP)) {
      assertThatThrownBy(() -> queue.move(last, move))
          .isInstanceOf(NotAllowed.class)
          .hasMessageContaining("before work of Ben");
    }
    assertThatThrownBy(() -> queue.moveBefore(own, first)).isInstanceOf(NotAllowed.class);
    assertThat(line(first)).containsExactly(first, last, own, nobodys);

    ask(ada);
    queue.move(own, Move.FIRST);
    assertThat(line(first)).containsExactly(own, first, last, nobodys);
  }

  @Test
  void letsOthersPass() {
    WorkId own = submittedBy(anna, null);
    WorkId others = submittedBy(ben, null);
    ask(anna);

    assertThatCode(() -> queue.move(own, Move.DOWN)).doesNotThrowAnyException();

    assertThat(line(own)).containsExactly(others, own);
  }

  private List<WorkId> line(WorkId like) {
    return example.works.lockedLine(example.works.find(like).orElseThrow().ticket());
  }

  private @Nullable PersonId owner(WorkId work) {
    return example.works.find(work).orElseThrow().ticket().owner();
  }

  private WorkId submittedBy(@Nullable Person person, @Nullable PersonId follows) {
    ask(person);
    WorkId work = WorkId.of(JobId.random());
    queue.submit(new WorkRequest(work, Team.DEFAULT, Priority.NORMAL, "message", follows));
    return work;
  }

  private void ask(@Nullable Person person) {
    example.asking = person == null ? null : caller(person);
  }
}
