package dev.lorafoundry.testkit.server;

/** A server in a box could not be started; the message says which, why and what to do. */
public final class ServerDidNotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerDidNotStart(String message, Throwable cause) {
    super(message, cause);
  }

  ServerDidNotStart(String message) {
    super(message);
  }
}
