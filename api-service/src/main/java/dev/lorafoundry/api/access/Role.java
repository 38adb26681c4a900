package dev.lorafoundry.api.access;

/** What a caller may do. */
public enum Role {
  /** The public API and the page. */
  PERSON,
  /** The internal endpoints. */
  WORKER,
  /** The metrics. */
  METRICS
}
