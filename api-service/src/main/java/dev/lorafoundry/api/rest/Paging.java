package dev.lorafoundry.api.rest;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param page counts from 0
 * @param size at most {@value #LARGEST}
 */
public record Paging(int page, int size) {
  public static final int DEFAULT_SIZE = 50;
  public static final int LARGEST = 500;

  /**
   * The page that a request asks for; absent: the first, of the usual size.
   *
   * @throws RequestRefused if there is no such page
   */
  public static Paging of(@Nullable Integer page, @Nullable Integer size) {
    int wanted = page == null ? 0 : page;
    int items = size == null ? DEFAULT_SIZE : size;
    if (wanted < 0) {
      throw RequestRefused.badRequest("page " + wanted + " is not allowed: it counts from 0.");
    }
    if (items < 1 || items > LARGEST) {
      throw RequestRefused.badRequest(
          "size " + items + " is not allowed: use 1 to " + LARGEST + ".");
    }
    return new Paging(wanted, items);
  }

  /** Items before this page. */
  public long offset() {
    return (long) page * size;
  }
}
