package dev.lorafoundry.standalone.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/** States of jobs, previews and preparations, by the API's names. */
public enum State {
  QUEUED,
  RELEASED,
  RUNNING,
  PAUSING,
  CANCELLING,
  PAUSED,
  CANCELLED,
  DONE,
  FAILED;

  @JsonCreator
  static State of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing will change any more by itself. */
  public boolean ended() {
    return this == CANCELLED || this == DONE || this == FAILED;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
