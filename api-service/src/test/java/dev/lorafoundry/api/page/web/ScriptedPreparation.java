package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.Outcome;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.util.List;

/** Makes a coloured square of every original. */
record ScriptedPreparation(ObjectStore store) implements Trade<PreparationJob> {
  private static final int SIZE = 64;

  @Override
  public WorkKind kind() {
    return WorkKind.PREPARATION;
  }

  @Override
  public Class<PreparationJob> jobType() {
    return PreparationJob.class;
  }

  @Override
  public Outcome perform(PreparationJob job, Attempt attempt) {
    for (PreparationJob.Original original : job.originals()) {
      byte[] png = Drawings.square(SIZE, original.index());
      String key = "prepared/%s/%d.png".formatted(job.id(), original.index());
      store.put(new ObjectKey(key), Content.of(png, Content.PNG));
      Processed processed =
          new Processed(
              0,
              original.stem() + ".png",
              key,
              original.sha256(),
              SIZE,
              SIZE,
              png.length,
              Framing.whole(SIZE, SIZE));
      attempt.publish(
          header ->
              new PreparationEvent.PicturePrepared(
                  job.id(), header, original.id(), List.of(processed), original.maskSha256()));
    }
    int prepared = job.originals().size();
    attempt.publish(header -> new PreparationEvent.Finished(job.id(), header, prepared, 0));
    return new Outcome.Done();
  }
}
