package dev.lorafoundry.contracts;

/** How much a line of a log matters to people. */
public enum LogLevel {
  INFO,
  /** Something is not as it was meant, and the work goes on. */
  WARNING,
  /** An attempt ended because of it. */
  ERROR
}
