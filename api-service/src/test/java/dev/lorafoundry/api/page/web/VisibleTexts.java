package dev.lorafoundry.api.page.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/** What people see or hear of HTML: its texts, and the attributes that are read to them. */
final class VisibleTexts {
  private static final Pattern UNSEEN =
      Pattern.compile("<!--.*?-->|<textarea[^>]*>.*?</textarea>", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile(">([^<]+)<");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "\\s(?:aria-label|placeholder|alt|title|hx-confirm"
              + "|data-copied|data-not-copied|data-away)=\"([^\"]*)\"");

  private VisibleTexts() {}

  static List<String> in(String html) {
    String seen = UNSEEN.matcher(html).replaceAll("");
    return Stream.of(TEXT, ATTRIBUTE)
        .flatMap(pattern -> pattern.matcher(seen).results())
        .map(found -> HtmlUtils.htmlUnescape(found.group(1)).strip())
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
