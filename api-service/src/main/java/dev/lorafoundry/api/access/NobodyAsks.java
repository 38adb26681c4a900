package dev.lorafoundry.api.access;

/** Something of a person's own was asked for by a token that is nobody's. */
public final class NobodyAsks extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NobodyAsks() {
    super(
        "The API token of the settings is nobody's: sign in at the page, or send a token of a"
            + " person.");
  }
}
