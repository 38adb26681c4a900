package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.CaptionChange;
import dev.lorafoundry.api.dataset.CaptionRefused;
import dev.lorafoundry.api.dataset.Captions;
import dev.lorafoundry.api.dataset.TagChange;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.settings.SettingProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A change of many captions.
 *
 * @param search what is replaced: a text, or for replace-tag a whole tag
 * @param text what goes there; where it is about tags, one or several with commas between
 * @param order for sort-tags: alphabetical or frequency
 * @param keep for sort-tags: how many of the first tags stay where they are; absent: none
 * @param pictures whose captions; absent: all of the version; an empty list: none
 */
record BulkChange(
    @Schema(
            description =
                "set, prepend, append, replace, add-tag, remove-tag, replace-tag, tag-first or sort-tags")
        @Nullable String action,
    @Nullable String text,
    @Nullable String search,
    @Nullable String order,
    @Nullable Integer keep,
    @Nullable List<@Nullable UUID> pictures) {

  /**
   * What is asked for.
   *
   * @throws CaptionRefused if it can't be done
   */
  Captions.Request request() {
    List<String> problems = new ArrayList<>();
    CaptionChange change = tried(this::change, problems);
    List<PictureId> chosen = tried(this::chosen, problems);
    if (change == null || !problems.isEmpty()) {
      throw new CaptionRefused(String.join(" ", problems));
    }
    return new Captions.Request(change, chosen);
  }

  /** Nothing, and one problem more, where it can't be done. */
  private static <T> @Nullable T tried(
      Supplier<? extends @Nullable T> part, List<String> problems) {
    try {
      return part.get();
    } catch (CaptionRefused e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable List<PictureId> chosen() {
    return pictures == null ? null : pictures.stream().map(BulkChange::id).toList();
  }

  private CaptionChange change() {
    String given = text(text);
    return switch (text(action)) {
      case "set" -> new CaptionChange.Set(given);
      case "prepend" -> new CaptionChange.Prepend(given);
      case "append" -> new CaptionChange.Append(given);
      case "replace" -> new CaptionChange.Replace(text(search), given);
      case "add-tag" -> new TagChange.Add(given);
      case "remove-tag" -> new TagChange.Remove(given);
      case "replace-tag" -> new TagChange.Exchange(text(search), given);
      case "tag-first" -> new TagChange.First(given);
      case "sort-tags" -> new TagChange.Sort(sortedBy(), keep == null ? 0 : keep);
      default ->
          throw new CaptionRefused(
              "action '%s' is not allowed: use set, prepend, append, replace, add-tag, remove-tag, replace-tag, tag-first or sort-tags."
                  .formatted(SettingProblem.shown(text(action))));
    };
  }

  private TagChange.Order sortedBy() {
    return switch (text(order)) {
      case "alphabetical" -> TagChange.Order.ALPHABETICAL;
      case "frequency" -> TagChange.Order.FREQUENCY;
      default ->
          throw new CaptionRefused(
              "order '%s' is not allowed: use alphabetical or frequency."
                  .formatted(SettingProblem.shown(text(order))));
    };
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  private static PictureId id(@Nullable UUID given) {
    if (given == null) {
      throw new CaptionRefused("pictures 'null' is not allowed: give ids of pictures.");
    }
    return new PictureId(given);
  }
}
