package dev.lorafoundry.api.access;

import java.util.List;
import java.util.stream.Stream;

/**
 * What viewers may send though it is no mere reading: what only computes, and what concerns nobody
 * but themselves. Everything else is closed to them, also what is added later.
 *
 * @param path with {@code *} for one part of it, such as an id
 */
public record ViewersMay(String method, String path) {
  public static final List<ViewersMay> SEND =
      Stream.concat(
              Stream.of(
                      // what a run, a preparation or a command line would come to
                      "/versions/*/runs/dry-run",
                      "/api/v1/versions/*/runs/dry-run",
                      "/preparation-trials",
                      "/api/v1/pictures/*/preparation-trial",
                      "/api/v1/settings/arguments",
                      // their own way in and out
                      "/sign-out",
                      "/api/v1/sign-in-links",
                      "/me/tokens",
                      "/api/v1/people/me/tokens")
                  .map(path -> new ViewersMay("POST", path)),
              Stream.of("/me/tokens/*", "/api/v1/people/me/tokens/*")
                  .map(path -> new ViewersMay("DELETE", path)))
          .toList();
}
