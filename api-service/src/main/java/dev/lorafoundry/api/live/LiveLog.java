package dev.lorafoundry.api.live;

import java.time.Instant;
import java.util.List;

/** The events of the last minutes, which all replicas share. */
public interface LiveLog extends LiveEvents {
  /**
   * Gives positions to changes that were committed since; several changes of one subject become one
   * event. Does nothing while another replica does it.
   */
  void sequence();

  /** Events after a position, in order. */
  default List<LiveEvent> after(long position, LiveFilter filter, int limit) {
    return between(position, Long.MAX_VALUE, filter, limit);
  }

  /**
   * Events after a position up to another, in order.
   *
   * @param last position of the last one, if there is such an event
   */
  List<LiveEvent> between(long position, long last, LiveFilter filter, int limit);

  /** Position of the newest event; 0 before the first. */
  long newest();

  /** Position of the oldest event that is kept; 0 before the first. */
  long oldest();

  /** Drops events from before then, with positions or without, but never the newest one. */
  int forgetBefore(Instant time);
}
