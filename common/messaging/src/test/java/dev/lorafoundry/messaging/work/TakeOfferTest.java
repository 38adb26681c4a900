package dev.lorafoundry.messaging.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.messaging.SendFailed;
import dev.lorafoundry.messaging.codec.MessageCodec;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TakeOfferTest {
  private final WorkExample example = new WorkExample();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ScriptedOffers offers = new ScriptedOffers();
  private final PreparationJob job = ScriptedTrade.job();
  private final TakeOffer<PreparationJob> taking =
      new TakeOffer<>(
          example.trade,
          WorkExample.SELF,
          example.shop,
          new AttemptRun<>(example.trade, WorkExample.SELF, example.shop, timer));

  @AfterEach
  void endTimer() {
    timer.shutdownNow();
  }

  private Offer offer(Object message) {
    return offers.offer(new MessageCodec().write(message));
  }

  @Test
  void answersKafkaBeforeItWorks() {
    example.trade.script =
        (job, attempt) -> {
          assertThat(offers.answers).containsExactly("accept");
          return new Outcome.Done();
        };

    taking.take(offer(job));

    assertThat(example.trade.performed).containsExactly(job);
    assertThat(example.desk.claims)
        .singleElement()
        .satisfies(claim -> assertThat(claim.dispatch()).isEqualTo(new DispatchId(1)));
    assertThat(example.attempts("done")).isEqualTo(1);
    assertThat(example.offers("granted")).isEqualTo(1);
  }

  @Test
  void passesByWhatIsNoLongerWanted() {
    example.desk.claimAnswer = new ClaimAnswer.Refused("It was cancelled.");

    taking.take(offer(job));

    assertThat(offers.answers).containsExactly("accept");
    assertThat(example.trade.performed).isEmpty();
    assertThat(example.offers("refused")).isEqualTo(1);
  }

  @Test
  void handsBackWhenTheApiGivesNoAnswer() {
    example.desk.reachable = false;

    assertThatThrownBy(() -> taking.take(offer(job))).isInstanceOf(DeskUnreachable.class);

    assertThat(offers.answers).containsExactly("hand back");
    assertThat(example.trade.performed).isEmpty();
    assertThat(example.offers("unreachable")).isEqualTo(1);
  }

  @Test
  void makesAClaimAgainWhoseAnswerWasLost() {
    PreparationJob other = ScriptedTrade.job();
    example.desk.mute = true;
    assertThatThrownBy(() -> taking.take(offer(job))).isInstanceOf(DeskUnreachable.class);
    example.desk.mute = false;

    taking.take(offer(other));
    taking.take(offer(job));

    assertThat(claim(2)).isEqualTo(claim(0));
    assertThat(claim(1)).isNotEqualTo(claim(0));
    assertThat(example.trade.performed).containsExactly(other, job);
  }

  @Test
  void claimsTheCopyOfAMessageAnew() {
    taking.take(offer(job));

    taking.take(offer(job));

    assertThat(claim(0)).isNotNull();
    assertThat(claim(1)).isNotNull().isNotEqualTo(claim(0));
  }

  @Test
  void claimsTheCopyAnewOfWhatWasAnsweredLate() {
    example.desk.mute = true;
    assertThatThrownBy(() -> taking.take(offer(job))).isInstanceOf(DeskUnreachable.class);
    example.desk.mute = false;
    taking.take(offer(job));

    taking.take(offer(job));

    assertThat(claim(2)).isNotEqualTo(claim(1));
  }

  private ClaimId claim(int index) {
    return example.desk.claims.get(index).claim();
  }

  @Test
  void leavesWorkToANewerWorkerWhoseSettingsItDoesNotKnow() {
    taking.take(offerSaying("\"changedSettings\":[\"ofTomorrow\",\"repeats\",\"mood\"]"));

    assertThat(offers.answers).containsExactly("accept");
    assertThat(example.trade.performed).isEmpty();
    assertThat(example.events)
        .singleElement()
        .isInstanceOfSatisfying(
            PreparationEvent.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.OUTDATED_WORKER);
              assertThat(failed.message())
                  .isEqualTo(
                      "Worker w1 is older than the service and lacks settings that were changed"
                          + " here (ofTomorrow, mood): update the workers. It is tried again until"
                          + " a newer one takes it.");
            });
    assertThat(example.attempts("failed")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"changedSettings\":[\"repeats\"]", "\"ofOlderVersions\":true"})
  void doesWorkOfWhichItKnowsAllThatWasChanged(String said) {
    taking.take(offerSaying(said));

    assertThat(example.trade.performed).containsExactly(job);
  }

  /** The job with a setting that is not known here, and with this beside its settings. */
  private Offer offerSaying(String said) {
    String text = new String(new MessageCodec().write(job), UTF_8);
    String newer =
        text.replace("\"settings\":{", "\"settings\":{\"ofTomorrow\":1,")
            .replace("\"changedSettings\":[]", said);
    assertThat(newer).contains("ofTomorrow", said);
    return offers.offer(newer.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no JSON", "{}", "[1]"})
  void putsTheUnreadableBy(String text) {
    taking.take(offers.offer(text.getBytes(UTF_8)));

    assertThat(offers.answers).containsExactly("accept");
    assertThat(example.letters.history())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.topic()).isEqualTo("dataset-jobs.dlt");
              assertThat(letter.value()).isEqualTo(text.getBytes(UTF_8));
              assertThat(letter.headers().lastHeader("kafka_dlt-exception-message").value())
                  .isNotEmpty();
              assertThat(letter.headers().lastHeader("kafka_dlt-original-topic").value())
                  .isEqualTo("dataset-jobs".getBytes(UTF_8));
            });
    assertThat(example.offers("unreadable")).isEqualTo(1);
    assertThat(
            example
                .meters
                .get("lora.foundry.dead.letters")
                .tag("topic", "dataset-jobs")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void keepsTheUnreadableThatCouldNotBePutBy() {
    example.letters.sendException = new TimeoutException("no broker");

    assertThatThrownBy(() -> taking.take(offers.offer("x".getBytes(UTF_8))))
        .isInstanceOf(SendFailed.class);

    assertThat(offers.answers).containsExactly("hand back");
  }
}
