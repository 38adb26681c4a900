package dev.lorafoundry.contracts.settings.sdscripts;

/** What becomes of an option that no setting takes. */
enum Verdict {
  /** It means nothing here: left out, with a note. */
  PASSED,
  /** It would change the result: a problem. */
  REFUSED
}
