package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.page.web.ResultsView.CheckpointGroup;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckpointListTest {
  @Test
  void showsAllOfAFew() {
    CheckpointList list = CheckpointList.of(List.of(group(3), group(57)), 0);

    assertThat(sizes(list)).containsExactly(3, 57);
    assertThat(list.left()).isZero();
    assertThat(list.next()).isZero();
  }

  @Test
  void showsTheFirstOfManyAndMoreWhenTheyAreWanted() {
    List<CheckpointGroup> many = List.of(group(50), group(40), group(9));

    CheckpointList first = CheckpointList.of(many, 60);
    CheckpointList more = CheckpointList.of(many, first.next());

    assertThat(sizes(first)).containsExactly(50, 10);
    assertThat(first.left()).isEqualTo(39);
    assertThat(sizes(more)).containsExactly(50, 40, 9);
    assertThat(more.left()).isZero();
  }

  @Test
  void showsNoMoreThanAPageBears() {
    CheckpointList list = CheckpointList.of(List.of(group(1000)), Integer.MAX_VALUE);

    assertThat(sizes(list)).containsExactly(CheckpointList.MOST);
    assertThat(list.left()).isEqualTo(400);
    assertThat(list.next()).isZero();
  }

  private static List<Integer> sizes(CheckpointList list) {
    return list.groups().stream().map(group -> group.checkpoints().size()).toList();
  }

  private static CheckpointGroup group(int checkpoints) {
    CheckpointView one =
        new CheckpointView(
            "id", "a.safetensors", Phrase.verbatim("a"), List.of(), null, null, false, List.of());
    return new CheckpointGroup(Phrase.verbatim("job"), Collections.nCopies(checkpoints, one));
  }
}
