package dev.lorafoundry.standalone;

import dev.lorafoundry.api.ApiService;

/** Starts the whole system on one machine. */
public final class Standalone {

  private Standalone() {}

  public static void main(String[] args) {
    ApiService.main(args);
  }
}
