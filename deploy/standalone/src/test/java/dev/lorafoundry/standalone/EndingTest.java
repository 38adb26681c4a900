package dev.lorafoundry.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class EndingTest {
  private final Ending ending = new Ending();
  private final List<String> ended = new ArrayList<>();

  @Test
  void endsPartsInTheReverseOrderOfTheirStartOnce() {
    start("database");
    start("api");

    ending.close();
    ending.close();

    assertThat(ended).containsExactly("api", "database");
  }

  @Test
  void goesOnWhenOnePartFails() {
    start("database");
    ending.start(
        "api",
        () ->
            () -> {
              throw new IllegalStateException("stuck");
            });

    ending.close();

    assertThat(ended).containsExactly("database");
  }

  @Test
  void startsNothingAfterTheEnd() {
    ending.close();

    assertThatThrownBy(() -> start("database")).hasMessageContaining("the system ends");
    assertThat(ended).isEmpty();
  }

  @Test
  void waitsForWhatIsStartingAndEndsIt() throws Exception {
    CountDownLatch mayStart = new CountDownLatch(1);
    CountDownLatch starts = new CountDownLatch(1);
    Thread starter = new Thread(() -> start("database", starts, mayStart));
    starter.start();
    starts.await();
    Thread closing = new Thread(ending::close);
    closing.start();
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    assertThat(ended).isEmpty();

    mayStart.countDown();
    closing.join();

    assertThat(ended).containsExactly("database");
    starter.join();
  }

  @Test
  void doesNotWaitForAStartThatFailed() {
    assertThatThrownBy(
            () ->
                ending.start(
                    "database",
                    () -> {
                      throw new StartRefused("no");
                    }))
        .isInstanceOf(StartRefused.class);

    ending.close();

    assertThat(ended).isEmpty();
  }

  private void start(String name, CountDownLatch starts, CountDownLatch mayStart) {
    ending.start(
        name,
        () -> {
          starts.countDown();
          try {
            mayStart.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return () -> ended.add(name);
        });
  }

  private void start(String name) {
    ending.start(name, () -> () -> ended.add(name));
  }
}
