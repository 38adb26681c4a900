package dev.lorafoundry.api.access;

import java.util.Set;

/**
 * Who sent a request.
 *
 * @param name tells callers apart; no secret
 */
public record Caller(String name, Set<Role> roles) {
  public Caller {
    roles = Set.copyOf(roles);
  }
}
