package dev.lorafoundry.api.access;

/** It is known who asks, and that they may not do this. */
public final class NotAllowed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NotAllowed(String message) {
    super(message);
  }

  static NotAllowed owned(String owner) {
    return new NotAllowed(
        "This is of %s: only %s or an administrator may do that. Ask one of them."
            .formatted(owner, owner));
  }

  static NotAllowed passing(String owner) {
    return new NotAllowed(
        "It would go before work of %s: only an administrator may do that. Your own may go among your own, and behind others'."
            .formatted(owner));
  }

  static NotAllowed people() {
    return new NotAllowed(
        "Only an administrator says who may come in. Ask one of them, or use the API token.");
  }

  /** For everything that viewers would change. */
  public static NotAllowed viewer() {
    return new NotAllowed(
        "You may look at everything and change nothing: ask an administrator to make you a member.");
  }
}
