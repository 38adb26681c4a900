package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;

/** There is no such piece of work. */
public final class WorkNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkNotFound(WorkId work) {
    super("There is no " + work + ".");
  }
}
