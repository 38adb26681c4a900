package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.RunId;

/** There is no such run. */
public final class RunNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunNotFound(RunId run) {
    super(
        "There is no run " + run + ": see the runs of a version at /api/v1/versions/VERSION/runs.");
  }
}
