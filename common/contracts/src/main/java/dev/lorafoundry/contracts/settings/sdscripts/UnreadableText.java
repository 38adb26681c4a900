package dev.lorafoundry.contracts.settings.sdscripts;

/** A text can't be read; the message says where and why, but not what stands there. */
final class UnreadableText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableText(String message) {
    super(message);
  }
}
