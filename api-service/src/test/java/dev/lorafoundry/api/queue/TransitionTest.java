package dev.lorafoundry.api.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TransitionTest {
  private static final List<WorkState> STATES = List.of(WorkState.values());

  /** One column per state, in the order of their declaration; a dot is a refusal. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // .........| QUEUED RELEASED RUNNING PAUSING CANCELLING PAUSED DONE FAILED CANCELLED
        "RELEASE    | RELEASED . . . . . . . .",
        "WITHDRAW   | . QUEUED . . . . . . .",
        "REFUSE     | . FAILED . . . . . . .",
        "CLAIM      | . RUNNING . . . . . . .",
        "GIVE_BACK  | . . QUEUED PAUSED CANCELLED . . . .",
        "LOSE       | . . QUEUED PAUSED CANCELLED . . . .",
        "GIVE_UP    | . . FAILED FAILED CANCELLED . . . .",
        "STUMBLE    | . . QUEUED PAUSED CANCELLED . . . .",
        "FAIL       | . . FAILED FAILED CANCELLED . . . .",
        "FINISH     | DONE DONE DONE DONE DONE DONE . . .",
        "CANCEL     | CANCELLED CANCELLED CANCELLING CANCELLING . CANCELLED . . .",
        "PAUSE      | PAUSED PAUSED PAUSING . . . . . .",
        "RESUME     | . . . RUNNING . QUEUED . . .",
        "RETRY      | . . . . . . . QUEUED QUEUED",
        "SETTLE     | . . . . . . . DONE DONE",
      })
  void leadsWhereTheTableSays(Transition transition, String targets) {
    String actual =
        STATES.stream()
            .map(state -> transition.from(state).map(WorkState::name).orElse("."))
            .collect(Collectors.joining(" "));

    assertThat(actual).isEqualTo(targets);
  }

  @ParameterizedTest
  @EnumSource(WorkState.class)
  void everyStateCanBeReachedInTheAggregate(WorkState state) {
    assertThat(WorkExample.in(state).state()).isEqualTo(state);
  }

  @Test
  void onlyLeasedStatesHaveAWorker() {
    assertThat(STATES)
        .allSatisfy(
            state ->
                assertThat(WorkExample.in(state).standing().worker() != null)
                    .as("worker while %s", state)
                    .isEqualTo(state.leased()));
  }

  @Test
  void endedWorkLeavesItsStateOnlyBecauseSomebodyAsks() {
    List<Transition> ways =
        Arrays.stream(Transition.values())
            .filter(each -> STATES.stream().filter(WorkState::ended).anyMatch(has(each)))
            .toList();

    assertThat(ways).containsExactly(Transition.RETRY, Transition.SETTLE);
  }

  private static java.util.function.Predicate<WorkState> has(Transition transition) {
    return state -> transition.from(state).isPresent();
  }
}
