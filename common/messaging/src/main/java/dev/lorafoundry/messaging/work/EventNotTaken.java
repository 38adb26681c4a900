package dev.lorafoundry.messaging.work;

/** Nobody hears of the work at present: an event could not be sent, but may be, later. */
public final class EventNotTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EventNotTaken(String message, Throwable cause) {
    super(message, cause);
  }
}
