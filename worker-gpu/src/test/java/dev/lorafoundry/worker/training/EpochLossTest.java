package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.training.StepReport;
import dev.lorafoundry.messaging.codec.MessageCodec;
import org.junit.jupiter.api.Test;

final class EpochLossTest {

  private static StepReport step(int epoch, double loss) {
    return new StepReport(1, epoch, loss, 1e-4, false);
  }

  @Test
  void isTheMeanOfOneEpoch() {
    EpochLoss loss = EpochLoss.NONE.plus(step(1, 4)).plus(step(2, 1)).plus(step(2, 2));

    assertThat(loss.mean()).isEqualTo(1.5);
    assertThat(EpochLoss.NONE.mean()).isZero();
  }

  @Test
  void goesOnFromASavedState() {
    MessageCodec codec = new MessageCodec();
    EpochLoss saved = EpochLoss.NONE.plus(step(3, 1));

    EpochLoss read = codec.read(codec.write(saved), EpochLoss.class);

    assertThat(read.plus(step(3, 2)).mean()).isEqualTo(1.5);
  }
}
