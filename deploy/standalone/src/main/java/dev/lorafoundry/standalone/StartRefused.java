package dev.lorafoundry.standalone;

import dev.lorafoundry.testkit.server.ServerDidNotStart;

/** The system can't be started as asked; the message says why and what to do, for people. */
final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartRefused(String message) {
    super(message);
  }

  /** For the same reason as a server's. */
  StartRefused(ServerDidNotStart cause) {
    this(String.valueOf(cause.getMessage()), cause);
  }

  StartRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
