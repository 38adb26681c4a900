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
            "What to do",
            List.of(
                new Field.Option("prepend", "put before", true),
                new Field.Option("append", "put behind", false),
                new Field.Option("replace", "replace", false),
                new Field.Option("set", "set all to", false)),
            ""),
        Field.text("search", "Replace this", "", "Only for replace."),
        Field.text("text", "Text", "", "A trigger word, for example."));
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
