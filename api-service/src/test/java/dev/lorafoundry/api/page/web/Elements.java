package dev.lorafoundry.api.page.web;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds elements in HTML. */
final class Elements {
  private static final Pattern TEXT_FIELD =
      Pattern.compile("<(?:input type=\"text\"|textarea|select)[^>]*?\\sid=\"([^\"]+)\"");

  private Elements() {}

  static List<String> idsOfTextFields(String html) {
    return TEXT_FIELD.matcher(html).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
