package dev.lorafoundry.api.checkpoint;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Marks} does. */
public abstract class MarksContract {
  protected abstract Marks marks();

  /** A checkpoint that there is. */
  protected abstract Checkpoint stored();

  private CheckpointId aCheckpoint() {
    return stored().id();
  }

  @Test
  void marksNothingByItself() {
    CheckpointId checkpoint = aCheckpoint();

    assertThat(marks().of(checkpoint)).isEqualTo(Mark.NONE);
    assertThat(marks().of(List.of(checkpoint))).isEmpty();
    assertThat(marks().of(List.of())).isEmpty();
  }

  @Test
  void changesNothingButWhatIsAskedFor() {
    CheckpointId checkpoint = aCheckpoint();

    assertThat(change(checkpoint, null, "good hands")).contains(new Mark(false, "good hands", 1));
    assertThat(change(checkpoint, true, null)).contains(new Mark(true, "good hands", 1));
    assertThat(change(checkpoint, null, "")).contains(new Mark(true, "", 2));
    assertThat(change(checkpoint, false, null)).contains(new Mark(false, "", 2));
    assertThat(marks().of(checkpoint)).isEqualTo(new Mark(false, "", 2));
  }

  @Test
  void knowsWhatHasAStar() {
    Checkpoint checkpoint = stored();
    assertThat(change(checkpoint.id(), null, "no star")).isPresent();

    assertThat(marks().starred(checkpoint.version())).isEmpty();
    assertThat(change(checkpoint.id(), true, null)).isPresent();
    assertThat(marks().starred(checkpoint.version())).containsExactly(checkpoint.id());
    assertThat(marks().starred(VersionId.random())).isEmpty();
  }

  @Test
  void replacesNoNoteThatItsWriterHasNotSeen() {
    CheckpointId checkpoint = aCheckpoint();

    assertThat(change(checkpoint, null, "first", 0L)).contains(new Mark(false, "first", 1));
    assertThat(change(checkpoint, true, "second", 0L)).isEmpty();
    assertThat(marks().of(checkpoint)).isEqualTo(new Mark(false, "first", 1));
    assertThat(change(checkpoint, true, null, 0L))
        .as("a star is given whatever the note is")
        .contains(new Mark(true, "first", 1));
    assertThat(change(checkpoint, null, "first", 0L))
        .as("both wrote the same")
        .contains(new Mark(true, "first", 1));
    assertThat(change(checkpoint, null, "second", 1L)).contains(new Mark(true, "second", 2));
  }

  private Optional<Mark> change(
      CheckpointId checkpoint, @Nullable Boolean starred, @Nullable String note) {
    return change(checkpoint, starred, note, null);
  }

  private Optional<Mark> change(
      CheckpointId checkpoint,
      @Nullable Boolean starred,
      @Nullable String note,
      @Nullable Long seen) {
    return marks().change(checkpoint, new MarkChange(starred, note, seen), NOON);
  }

  @Test
  void tellsTheMarksOfSeveral() {
    CheckpointId starred = aCheckpoint();
    CheckpointId noted = aCheckpoint();
    CheckpointId plain = aCheckpoint();
    var unused = change(starred, true, null);
    unused = change(noted, null, "🦊 '); drop table");
    unused = change(aCheckpoint(), true, "of another");

    assertThat(marks().of(List.of(starred, noted, plain)))
        .isEqualTo(
            Map.of(starred, new Mark(true, "", 0), noted, new Mark(false, "🦊 '); drop table", 1)));
  }
}
