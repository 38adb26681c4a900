package dev.lorafoundry.api.page.web;

/** The page's address names something that does not exist. */
final class NothingThere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NothingThere(String message) {
    super(message);
  }
}
