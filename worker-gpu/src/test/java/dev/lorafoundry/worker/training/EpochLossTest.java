package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.training.StepReport;
import dev.lorafoundry.messaging.codec.MessageCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EpochLossTest {
  private static final MessageCodec CODEC = new MessageCodec();

  private static StepReport step(int epoch, double loss) {
    return new StepReport(1, epoch, loss, 1e-4, null, false, false);
  }

  @Test
  void isTheMeanOfOneEpoch() {
    EpochLoss loss = EpochLoss.NONE.plus(step(1, 4)).plus(step(2, 1)).plus(step(2, 2));

    assertThat(loss.mean(2)).isEqualTo(1.5);
    assertThat(EpochLoss.NONE.mean(2)).isZero();
  }

  @Test
  void reachesBackToTheEpochBeforeWhereItHasFewSteps() {
    EpochLoss first = EpochLoss.NONE.plus(step(1, 2)).plus(step(1, 4));
    EpochLoss second = first.plus(step(2, 9));

    assertThat(first.mean(4)).as("there is none before").isEqualTo(3);
    assertThat(second.mean(4)).isEqualTo((9 + 3 * 3) / 4.0);
  }

  @Test
  void goesOnFromASavedState() {
    EpochLoss saved = EpochLoss.NONE.plus(step(2, 5)).plus(step(3, 1));

    EpochLoss read = CODEC.read(CODEC.write(saved), EpochLoss.class);

    assertThat(read.plus(step(3, 2)).mean(2)).isEqualTo(1.5);
    assertThat(read.mean(2)).isEqualTo(3);
  }

  @Test
  void goesOnFromAStateOfAVersionThatKeptOneEpoch() {
    byte[] older = "{\"epoch\":3,\"sum\":4.5,\"steps\":3}".getBytes(StandardCharsets.UTF_8);

    assertThat(CODEC.read(older, EpochLoss.class)).isEqualTo(new EpochLoss(3, 4.5, 3, null));
  }
}
