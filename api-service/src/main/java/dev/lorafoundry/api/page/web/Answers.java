package dev.lorafoundry.api.page.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Answers to htmx that hold no HTML. */
final class Answers {
  private Answers() {}

  /**
   * Done: parts of the page that listen to the event load themselves anew.
   *
   * @param events one, or several with commas between them
   */
  static ResponseEntity<Void> changed(String events) {
    return ResponseEntity.noContent().header("HX-Trigger", events).build();
  }

  /** Done: the browser goes to another page. */
  static HttpHeaders goTo(String path) {
    HttpHeaders headers = new HttpHeaders();
    headers.set("HX-Redirect", path);
    return headers;
  }
}
