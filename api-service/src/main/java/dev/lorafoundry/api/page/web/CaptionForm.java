package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.CaptionChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form that changes all captions of a version. */
record CaptionForm(String action, String search, String text) {
  CaptionForm(@Nullable String action, @Nullable String search, @Nullable String text) {
    this.action = action == null ? "" : action;
    this.search = search == null ? "" : search;
    this.text = text == null ? "" : text;
  }

  static List<Field> fields() {
    return List.of(
        Field.choice(
            "action",
            Phrase.of("dataset.captions-action"),
            List.of(
                new Field.Option("prepend", Phrase.of("dataset.captions-prepend"), true),
                new Field.Option("append", Phrase.of("dataset.captions-append"), false),
                new Field.Option("replace", Phrase.of("dataset.captions-replace"), false),
                new Field.Option("set", Phrase.of("dataset.captions-set"), false)),
            null),
        Field.text(
            "search",
            Phrase.of("dataset.captions-search"),
            "",
            Phrase.of("dataset.captions-search-help")),
        Field.text(
            "text",
            Phrase.of("dataset.captions-text"),
            "",
            Phrase.of("dataset.captions-text-help")));
  }

  CaptionChange change() {
    return switch (action) {
      case "prepend" -> new CaptionChange.Prepend(text);
      case "append" -> new CaptionChange.Append(text);
      case "replace" -> new CaptionChange.Replace(search, text);
      case "set" -> new CaptionChange.Set(text);
      default ->
          throw new NothingThere("There is no way to change captions called " + action + ".");
    };
  }
}
