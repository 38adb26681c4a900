package dev.lorafoundry.api.dataset;

import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A change that is made to many captions. */
public sealed interface CaptionChange
    permits CaptionChange.Set,
        CaptionChange.Prepend,
        CaptionChange.Append,
        CaptionChange.Replace,
        TagChange {
  /** The new text of a caption. */
  String apply(String caption);

  /** The same change, for who has to know which tags there are. */
  default CaptionChange among(TagCounts tags) {
    return this;
  }

  /** Every caption becomes this one. */
  record Set(String text) implements CaptionChange {
    public Set {
      text = Caption.checked(text);
    }

    @Override
    public String apply(String caption) {
      return text;
    }
  }

  /** The text goes before each line, with a comma between. */
  record Prepend(String text) implements CaptionChange {
    public Prepend {
      Caption.requireShort("A text", text);
    }

    @Override
    public String apply(String caption) {
      return eachLine(caption, line -> joined(text, line));
    }
  }

  /** The text goes behind each line, with a comma between. */
  record Append(String text) implements CaptionChange {
    public Append {
      Caption.requireShort("A text", text);
    }

    @Override
    public String apply(String caption) {
      return eachLine(caption, line -> joined(line, text));
    }
  }

  /** Every occurrence of one text becomes another. */
  record Replace(String search, String text) implements CaptionChange {
    public Replace {
      if (search.isEmpty()) {
        throw new CaptionRefused("search is empty: say which text is to be replaced.");
      }
      Caption.requireShort("A text to search", search);
      Caption.requireShort("A text", text);
    }

    @Override
    public String apply(String caption) {
      return caption.replace(search, text);
    }
  }

  /** Blank lines stay as they are, unless all are. */
  static String eachLine(String caption, UnaryOperator<String> change) {
    return caption.isBlank()
        ? change.apply("")
        : caption
            .lines()
            .map(line -> line.isBlank() ? line : change.apply(line))
            .collect(Collectors.joining("\n"));
  }

  private static String joined(String first, String second) {
    if (first.isBlank() || second.isBlank()) {
      return (first + second).strip();
    }
    return first.strip() + ", " + second.strip();
  }
}
