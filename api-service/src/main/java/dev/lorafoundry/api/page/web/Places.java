package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.VersionId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Which versions somebody looked at, and on which tab each, the last one first. It is in a cookie
 * of the browser: several people may be signed in as the same caller, and each wants to go on where
 * he himself was.
 */
record Places(List<Place> places) {
  private static final String COOKIE = "places";
  private static final Duration REMEMBERED = Duration.ofDays(365);
  private static final int MOST = 20;
  private static final String BETWEEN = "_";

  Places {
    places = List.copyOf(places);
  }

  /** A page of a version. */
  enum Tab {
    DATASET("version.dataset"),
    CAPTIONS("captions.edit"),
    TRAIN("version.train"),
    RESULTS("version.results"),
    COMPARE("compare.tab");

    private final String label;

    Tab(String label) {
      this.label = label;
    }

    Phrase label() {
      return Phrase.of(label);
    }

    /** As it is written in addresses. */
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Tab> named(String id) {
      return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }
  }

  /** A page that somebody was on. */
  record Place(VersionId version, Tab tab) {
    String href() {
      return "/versions/" + version + "/" + tab.id();
    }

    /** The place that an address names; empty if it is that of something else. */
    static Optional<Place> at(String path) {
      String[] parts = path.split("/", -1);
      return parts.length == 4 && parts[1].equals("versions")
          ? of(parts[2], parts[3])
          : Optional.empty();
    }

    /** why: a browser may send what it likes. */
    private static Optional<Place> of(String version, String tab) {
      try {
        VersionId id = new VersionId(UUID.fromString(version));
        return Tab.named(tab).map(known -> new Place(id, known));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private static Optional<Place> read(String written) {
      int dot = written.indexOf('.');
      return dot < 0 ? Optional.empty() : of(written.substring(0, dot), written.substring(dot + 1));
    }

    private String written() {
      return version + "." + tab.id();
    }
  }

  static Places in(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return new Places(
        cookie == null
            ? List.of()
            : Arrays.stream(cookie.getValue().split(BETWEEN, -1))
                .limit(MOST)
                .flatMap(each -> Place.read(each).stream())
                .toList());
  }

  /** The page of this version that was looked at last. */
  Optional<Place> of(VersionId version) {
    return places.stream().filter(place -> place.version().equals(version)).findFirst();
  }

  Places with(Place last) {
    List<Place> all = new ArrayList<>(List.of(last));
    places.stream()
        .filter(place -> !place.version().equals(last.version()))
        .limit(MOST - 1)
        .forEach(all::add);
    return new Places(all);
  }

  ResponseCookie cookie() {
    String value = places.stream().map(Place::written).collect(Collectors.joining(BETWEEN));
    return ResponseCookie.from(COOKIE, value)
        .path("/")
        .maxAge(REMEMBERED)
        .httpOnly(true)
        .sameSite("Lax")
        .build();
  }
}
