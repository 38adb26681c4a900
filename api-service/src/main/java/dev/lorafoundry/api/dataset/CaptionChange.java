package dev.lorafoundry.api.dataset;

/** A change that is made to many captions. */
public sealed interface CaptionChange {
  /** The new text of a caption. */
  String apply(String caption);

  /** Every caption becomes this one. */
  record Set(String text) implements CaptionChange {
    public Set {
      Caption.requireShort("A text", text);
    }

    @Override
    public String apply(String caption) {
      return text;
    }
  }

  /** The text goes before, with a comma between. */
  record Prepend(String text) implements CaptionChange {
    public Prepend {
      Caption.requireShort("A text", text);
    }

    @Override
    public String apply(String caption) {
      return joined(text, caption);
    }
  }

  /** The text goes behind, with a comma between. */
  record Append(String text) implements CaptionChange {
    public Append {
      Caption.requireShort("A text", text);
    }

    @Override
    public String apply(String caption) {
      return joined(caption, text);
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

  private static String joined(String first, String second) {
    if (first.isBlank() || second.isBlank()) {
      return (first + second).strip();
    }
    return first.strip() + ", " + second.strip();
  }
}
