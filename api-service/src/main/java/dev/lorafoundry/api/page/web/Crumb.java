package dev.lorafoundry.api.page.web;

/** One step of the way to a page. */
record Crumb(Phrase label, String href) {
  static Crumb projects() {
    return new Crumb(Phrase.of("layout.projects"), "/");
  }

  /** A step to something that people have named. */
  static Crumb named(String name, String href) {
    return new Crumb(Phrase.verbatim(name), href);
  }
}
