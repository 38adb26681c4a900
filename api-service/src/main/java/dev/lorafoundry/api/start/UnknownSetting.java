package dev.lorafoundry.api.start;

import java.util.List;

/** A setting of ours was given that does not exist: it would do nothing, unnoticed. */
final class UnknownSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownSetting(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
