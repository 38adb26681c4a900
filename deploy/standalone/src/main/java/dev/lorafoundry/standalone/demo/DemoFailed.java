package dev.lorafoundry.standalone.demo;

/** The demo can't go on; the message says why, for people. */
public final class DemoFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailed(String message) {
    super(message);
  }
}
