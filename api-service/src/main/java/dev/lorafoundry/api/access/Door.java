package dev.lorafoundry.api.access;

/** A part of the service that callers are let into. */
public enum Door {
  /** The public API and the page. */
  PEOPLE,
  /** The internal endpoints. */
  WORKERS,
  /** The metrics. */
  METRICS
}
