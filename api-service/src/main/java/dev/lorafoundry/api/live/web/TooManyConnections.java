package dev.lorafoundry.api.live.web;

/** This replica serves as many live pages as it may. */
final class TooManyConnections extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyConnections(int most) {
    super(
        "There are %d live pages open, which is the most allowed: close some, or try again later."
            .formatted(most));
  }
}
