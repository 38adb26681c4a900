package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.messaging.SendFailed;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.codec.UnreadableMessage;
import dev.lorafoundry.messaging.work.WorkMeters.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one offer: claims the work at the API, answers Kafka at once, then does the work. So no
 * lock of Kafka's has to outlast the work.
 */
final class TakeOffer<J> {
  private static final Logger log = LoggerFactory.getLogger(TakeOffer.class);

  private final Trade<J> trade;
  private final WorkerSelf self;
  private final Workshop shop;
  private final AttemptRun<J> run;
  private final WorkMeters meters;
  private final MessageCodec codec = new MessageCodec();

  TakeOffer(Trade<J> trade, WorkerSelf self, Workshop shop, AttemptRun<J> run) {
    this.trade = trade;
    this.self = self;
    this.shop = shop;
    this.run = run;
    this.meters = new WorkMeters(shop.meters(), trade.kind());
  }

  /**
   * Takes the offer; returns when it is dealt with and the work, if granted, has ended.
   *
   * @throws DeskUnreachable if the offer was handed back because the API gave no answer
   * @throws SendFailed if it was handed back because Kafka took no dead letter
   */
  void take(Offer offer) {
    Wanted<J> wanted;
    try {
      wanted = read(offer);
    } catch (UnreadableMessage e) {
      putBy(offer, e);
      return;
    }
    ClaimAnswer answer = claim(offer, wanted);
    offer.accept();
    if (answer instanceof ClaimAnswer.Granted granted) {
      meters.offer(Answer.GRANTED);
      run.perform(wanted.job(), granted.lease());
    } else if (answer instanceof ClaimAnswer.Refused refused) {
      meters.offer(Answer.REFUSED);
      log.info("Passed {} by: {}", wanted.work(), refused.reason());
    }
  }

  private record Wanted<J>(J job, WorkId work, DispatchId dispatch) {}

  private Wanted<J> read(Offer offer) {
    J job = codec.read(offer.message().value(), trade.jobType());
    try {
      return new Wanted<>(job, trade.idOf(job), trade.dispatchOf(job));
    } catch (NullPointerException e) {
      throw new UnreadableMessage("a job without id or dispatch is no job", e);
    }
  }

  private ClaimAnswer claim(Offer offer, Wanted<J> wanted) {
    try {
      return shop.desk().claim(wanted.work(), new ClaimRequest(self.id(), wanted.dispatch()));
    } catch (DeskUnreachable e) {
      offer.handBack();
      meters.offer(Answer.UNREACHABLE);
      throw e;
    }
  }

  private void putBy(Offer offer, UnreadableMessage cause) {
    try {
      shop.letters().accept(offer.message(), cause);
    } catch (SendFailed e) {
      offer.handBack();
      throw e;
    }
    offer.accept();
    meters.offer(Answer.UNREADABLE);
  }
}
