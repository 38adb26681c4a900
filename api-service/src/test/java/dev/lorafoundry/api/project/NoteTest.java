package dev.lorafoundry.api.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class NoteTest {
  @Test
  void countsChangesAndKeepsLines() {
    Note note = Note.NONE.changedTo(" first\r\n\tsecond <b> 🐈 \n").changedTo("third");

    assertThat(Note.NONE.changedTo(" first\r\n\tsecond <b> 🐈 \n"))
        .isEqualTo(new Note("first\n\tsecond <b> 🐈", 1));
    assertThat(note).isEqualTo(new Note("third", 2));
  }

  @Test
  void refusesWhatIsTooLongOrCannotBeSeen() {
    assertThat(Note.NONE.changedTo("🐈".repeat(Note.LONGEST)).text()).hasSize(2 * Note.LONGEST);
    assertThatThrownBy(() -> Note.NONE.changedTo("x".repeat(Note.LONGEST + 1)))
        .isInstanceOf(NoteRefused.class)
        .hasMessageContaining("4,001 characters, at most 4,000");
    assertThatThrownBy(() -> Note.NONE.changedTo("a\u0000b"))
        .isInstanceOf(NoteRefused.class)
        .hasMessageContaining("control characters");
    assertThatThrownBy(() -> Note.NONE.changedTo("\u0000".repeat(Note.LONGEST + 1)))
        .as("all at once")
        .hasMessageContaining("make it shorter")
        .hasMessageContaining("control characters");
  }
}
