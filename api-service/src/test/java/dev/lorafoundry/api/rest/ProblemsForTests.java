package dev.lorafoundry.api.rest;

import tools.jackson.databind.json.JsonMapper;

/** Problems for tests of filters in other packages. */
public final class ProblemsForTests {
  private ProblemsForTests() {}

  public static Problems problems() {
    return new Problems(new JsonMapper());
  }
}
