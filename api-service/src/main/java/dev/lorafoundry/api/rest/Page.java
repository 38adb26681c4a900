package dev.lorafoundry.api.rest;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param page counts from 0
 * @param size items of a full page
 * @param total items of the whole list
 */
public record Page<T>(List<T> items, int page, int size, long total) {
  public Page {
    items = List.copyOf(items);
  }

  /** A part of a list. */
  public static <T> Page<T> of(List<T> items, Paging paging, long total) {
    return new Page<>(items, paging.page(), paging.size(), total);
  }

  /** A list that is short enough to be given whole. */
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, 0, items.size(), items.size());
  }

  public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
    return new Page<>(items.stream().<R>map(mapping).toList(), page, size, total);
  }
}
