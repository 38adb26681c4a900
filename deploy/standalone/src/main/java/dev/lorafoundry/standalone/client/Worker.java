package dev.lorafoundry.standalone.client;

import java.util.List;

/**
 * A worker as the API tells of it.
 *
 * @param kinds of work that it takes
 * @param live whether it reported lately
 */
public record Worker(String id, List<String> kinds, boolean live) {
  public Worker {
    kinds = List.copyOf(kinds);
  }
}
