package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.page.web.LossCurve.Point;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LossCurveTest {
  @Test
  void goesFromTheFirstStepToTheLast() {
    LossCurve curve =
        LossCurve.of(List.of(new Point(1, 0.4), new Point(2, 0.2), new Point(3, 0.1)))
            .orElseThrow();

    assertThat(curve.points()).isEqualTo("0.0,10.0 500.0,130.0 1000.0,190.0");
    assertThat(Said.english(curve.description()))
        .isEqualTo("Mean loss from step 1 to 3, between 0.1000 and 0.4000; last 0.1000");
  }

  @Test
  void staysSmallHoweverLongTheJobWas() {
    List<Point> points =
        LongStream.rangeClosed(1, 100_000).mapToObj(step -> new Point(step, 1.0 / step)).toList();

    LossCurve curve = LossCurve.of(points).orElseThrow();

    assertThat(curve.points().split(" ")).hasSizeLessThanOrEqualTo(LossCurve.COLUMNS);
  }

  @Test
  void leavesOutWhatIsNoNumber() {
    List<Point> points = List.of(new Point(1, 0.5), new Point(2, Double.NaN), new Point(3, 0.5));

    assertThat(LossCurve.of(points).orElseThrow().points()).isEqualTo("0.0,100.0 1000.0,100.0");
  }

  @Test
  void isAbsentWhereThereIsNoLineToDraw() {
    assertThat(LossCurve.of(List.of())).isEmpty();
    assertThat(LossCurve.of(List.of(new Point(7, 0.5)))).isEmpty();
    assertThat(LossCurve.of(List.of(new Point(7, 0.5), new Point(7, 0.4)))).isEmpty();
  }
}
