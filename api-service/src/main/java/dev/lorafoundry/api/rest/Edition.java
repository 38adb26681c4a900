package dev.lorafoundry.api.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The state of something that people edit, as an ETag: whoever changes it names the state that he
 * saw, so that nobody overwrites what he has not seen.
 */
public record Edition(long number) {

  public String etag() {
    return "\"" + number + "\"";
  }

  /**
   * Checks an If-Match header; without one, the last writer wins.
   *
   * @throws RequestRefused if the header names another state
   */
  public void requireMatch(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return;
    }
    for (String tag : ifMatch.split(",", -1)) {
      if (tag.strip().equals(etag())) {
        return;
      }
    }
    throw new RequestRefused(
        HttpStatus.PRECONDITION_FAILED,
        "It was changed since you read it: you saw %s, now it is %s. Read it again, then change it."
            .formatted(Explanation.shown(ifMatch), etag()));
  }

  /** Says that somebody else was faster. */
  public static RequestRefused changedMeanwhile() {
    return new RequestRefused(
        HttpStatus.PRECONDITION_FAILED,
        "Somebody else changed it at the same time: read it again, then change it.");
  }
}
