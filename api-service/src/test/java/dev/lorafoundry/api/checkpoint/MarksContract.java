package dev.lorafoundry.api.checkpoint;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.CheckpointId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Marks} does. */
public abstract class MarksContract {
  protected abstract Marks marks();

  /** A checkpoint that there is. */
  protected abstract CheckpointId aCheckpoint();

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

    assertThat(marks().change(checkpoint, new MarkChange(null, "good hands"), NOON))
        .isEqualTo(new Mark(false, "good hands"));
    assertThat(marks().change(checkpoint, new MarkChange(true, null), NOON))
        .isEqualTo(new Mark(true, "good hands"));
    assertThat(marks().change(checkpoint, new MarkChange(null, ""), NOON))
        .isEqualTo(new Mark(true, ""));
    assertThat(marks().change(checkpoint, new MarkChange(false, null), NOON)).isEqualTo(Mark.NONE);
    assertThat(marks().of(checkpoint)).isEqualTo(Mark.NONE);
  }

  @Test
  void tellsTheMarksOfSeveral() {
    CheckpointId starred = aCheckpoint();
    CheckpointId noted = aCheckpoint();
    CheckpointId plain = aCheckpoint();
    var unused = marks().change(starred, new MarkChange(true, null), NOON);
    unused = marks().change(noted, new MarkChange(null, "🦊 '); drop table"), NOON);
    unused = marks().change(aCheckpoint(), new MarkChange(true, "of another"), NOON);

    assertThat(marks().of(List.of(starred, noted, plain)))
        .isEqualTo(
            Map.of(starred, new Mark(true, ""), noted, new Mark(false, "🦊 '); drop table")));
  }
}
