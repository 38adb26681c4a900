package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.access.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages offer to those who look on. */
final class LookingOnTest {
  private static final PageExample EXAMPLE = PageExample.named("cat");
  private static final RenderedPages VIEWERS = pages(Role.VIEWER);
  private static final RenderedPages MEMBERS = pages(Role.MEMBER);
  private static final Pattern SENT = Pattern.compile("\\shx-(post|put|patch|delete)=\"([^\"]*)\"");
  private static final Set<String> COMPUTED =
      Set.of("post /versions/" + PageExample.ID + "/runs/dry-run", "post /preparation-trials");

  private static RenderedPages pages(Role role) {
    return new RenderedPages(EXAMPLE, Locale.ENGLISH, EXAMPLE.reader(role));
  }

  static Stream<String> pages() {
    return EXAMPLE.pages().keySet().stream().filter(page -> !page.equals("me"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void offersNothingThatWouldBeRefused(String page) {
    String html = VIEWERS.html(page);

    assertThat(sent(html)).isSubsetOf(COMPUTED);
    assertThat(html).doesNotContain("data-members").containsOnlyOnce("You look on:");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void leavesMembersAll(String page) {
    String html = MEMBERS.html(page);

    assertThat(sent(html).size() + html.split("data-members", -1).length)
        .isGreaterThan(sent(VIEWERS.html(page)).size() + 1);
    assertThat(html).doesNotContain("You look on:", "method=\"dialog\" ");
    assertThat(html).doesNotContainPattern("<(textarea|input|select)[^>]*\\s(readonly|disabled)=");
  }

  private static List<String> sent(String html) {
    return SENT.matcher(html)
        .results()
        .map((MatchResult found) -> found.group(1) + " " + found.group(2))
        .toList();
  }

  @Test
  void letsViewersReadWhatOthersWrote() {
    assertThat(VIEWERS.html("dataset"))
        .containsPattern("<textarea name=\"caption\"[^>]*\\sreadonly=")
        .containsPattern("<select name=\"concept\"[^>]*\\sdisabled=")
        .containsPattern("<input type=\"text\"[^>]* id=\"concept-repeats-[^>]*\\sreadonly=")
        .contains("method=\"dialog\"")
        .doesNotContain("concept-form-new", "upload-files", "uploads/page.mjs");
    assertThat(VIEWERS.html("captions"))
        .containsPattern("<textarea id=\"caption\"[^>]*\\sreadonly=")
        .doesNotContain("id=\"batch\"", "Alt");
    assertThat(VIEWERS.html("project"))
        .containsPattern("<textarea name=\"text\"[^>]*\\sreadonly=")
        .doesNotContain("New version", "Copy, archive, delete");
    assertThat(VIEWERS.html("compare"))
        .containsPattern("<button[^>]* data-star[^>]*\\sdisabled=")
        .containsPattern("<textarea[^>]* data-note[^>]*\\sreadonly=");
    assertThat(VIEWERS.html("models"))
        .containsPattern("<select name=\"vae\"[^>]*\\sdisabled=")
        .doesNotContain("type=\"file\"");
  }

  @Test
  void letsViewersTrySettings() {
    assertThat(VIEWERS.html("train"))
        .doesNotContainPattern("<(textarea|input|select)[^>]*\\s(readonly|disabled)=")
        .doesNotContain("id=\"start\"", "preset-save-name", "<kbd>Ctrl")
        .contains("hx-post=\"/versions/" + PageExample.ID + "/runs/dry-run\"")
        .contains("id=\"start-over\"", "id=\"preset-apply\"");
    assertThat(VIEWERS.html("dataset"))
        .contains("hx-post=\"/preparation-trials\"")
        .doesNotContainPattern("<input[^>]* name=\"width\"[^>]*\\s(readonly|disabled)=");
  }

  @Test
  void leavesEverybodyTheirOwnTokens() {
    assertThat(sent(VIEWERS.html("me")))
        .satisfiesExactly(
            make -> assertThat(make).isEqualTo("post /me/tokens"),
            end -> assertThat(end).startsWith("delete /me/tokens/"));
    assertThat(VIEWERS.html("me")).contains("Make a token</button>", ">Remove</button>");
  }
}
