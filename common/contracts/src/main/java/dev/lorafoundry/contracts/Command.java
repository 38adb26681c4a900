package dev.lorafoundry.contracts;

/** What the API asks of an attempt, in the answer to its heartbeat. */
public enum Command {
  CONTINUE,
  /** Stop; the work is no longer wanted. */
  CANCEL,
  /** Save the state, then release; the work waits until it is resumed. */
  PAUSE,
  /** Save the state, then release; another worker goes on. */
  DRAIN
}
