package dev.lorafoundry.standalone.client;

/** The API refused a request; the message holds what it says, for people. */
public final class ApiRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ApiRefused(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
