package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationEvent.PicturePrepared;
import dev.lorafoundry.contracts.PreparationEvent.PictureRefused;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Books what workers say of preparations. */
final class PreparationListener implements WorkListener {
  private final Pictures pictures;
  private final Preparations preparations;
  private final LiveEvents live;

  PreparationListener(Pictures pictures, Preparations preparations, LiveEvents live) {
    this.pictures = pictures;
    this.preparations = preparations;
    this.live = live;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.PREPARATION;
  }

  @Override
  public void changed(WorkChanged change) {
    PreparationId id = new PreparationId(change.work().value());
    preparations.stands(id, change.to(), change.reason(), change.to().ended() ? change.at() : null);
    preparations.find(id).ifPresent(this::show);
  }

  @Override
  public void told(WorkEvent event) {
    if (event instanceof PreparationEvent said) {
      preparations.find(said.preparation()).ifPresent(preparation -> book(preparation, said));
    }
  }

  private void book(Preparation preparation, PreparationEvent said) {
    if (!lock(preparation) || !isNewest(preparation) || !hasPresentMask(said)) {
      discardWhatCameLate(said);
    } else if (said instanceof PicturePrepared prepared) {
      settle(prepared.picture(), new Outcome.Prepared(preparation.form(), prepared.processed()));
      preparations.prepared(preparation.id(), prepared.picture());
      show(preparation);
    } else if (said instanceof PictureRefused refused) {
      settle(refused.picture(), new Outcome.Refused(refused.reason()));
      preparations.refused(preparation.id(), refused.picture(), refused.reason());
      show(preparation);
    }
  }

  /**
   * @return false if its version is deleted, so that nobody waits for the pictures
   */
  private boolean lock(Preparation preparation) {
    try {
      pictures.lock(preparation.version());
      return true;
    } catch (VersionNotFound gone) {
      return false;
    }
  }

  private boolean isNewest(Preparation preparation) {
    return preparations.list(preparation.version(), 0, 1).stream()
        .allMatch(newest -> newest.id().equals(preparation.id()));
  }

  private boolean hasPresentMask(PreparationEvent said) {
    if (said instanceof PicturePrepared prepared) {
      return isPresentMask(prepared.picture(), prepared.maskSha256());
    }
    return !(said instanceof PictureRefused refused)
        || isPresentMask(refused.picture(), refused.maskSha256());
  }

  private boolean isPresentMask(PictureId id, @Nullable String sha256) {
    return pictures.find(id).stream()
        .allMatch(picture -> Objects.equals(picture.forWorker().maskSha256(), sha256));
  }

  /**
   * A cancelled preparation's last words: a newer one decides what the pictures look like, or has
   * to, as they have got other masks since, or their version is gone.
   */
  private void discardWhatCameLate(PreparationEvent said) {
    if (said instanceof PicturePrepared prepared) {
      pictures.discard(prepared.processed().stream().map(Processed::key).toList());
    }
  }

  /** Training pictures that others replace, or whose picture is gone, are not needed any more. */
  private void settle(PictureId id, Outcome outcome) {
    List<Processed> unneeded = pictures.find(id).map(Picture::outcome).orElse(outcome).pictures();
    List<String> kept =
        pictures.find(id).isPresent()
            ? outcome.pictures().stream().map(Processed::key).toList()
            : List.of();
    pictures.outcome(id, outcome);
    pictures.discard(
        unneeded.stream().map(Processed::key).filter(key -> !kept.contains(key)).toList());
  }

  private void show(Preparation preparation) {
    live.changed(LiveTopic.PREPARATION, preparation.id().value(), preparation.version(), null);
  }
}
