package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.page.web.Places.Place;
import dev.lorafoundry.api.page.web.Places.Tab;
import dev.lorafoundry.contracts.VersionId;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

final class PlacesTest {
  private final VersionId cat = VersionId.random();
  private final VersionId dog = VersionId.random();

  @Test
  void remembersTheLastTabOfEachVersion() {
    Places places =
        Places.in(with(null))
            .with(new Place(cat, Tab.DATASET))
            .with(new Place(dog, Tab.TRAIN))
            .with(new Place(cat, Tab.COMPARE));

    Places again = Places.in(with(places.cookie().getValue()));

    assertThat(again.places())
        .containsExactly(new Place(cat, Tab.COMPARE), new Place(dog, Tab.TRAIN));
    assertThat(again.of(dog)).contains(new Place(dog, Tab.TRAIN));
    assertThat(again.of(VersionId.random())).isEmpty();
  }

  @Test
  void forgetsWhatWasLongAgo() {
    Places places = new Places(List.of(new Place(cat, Tab.DATASET)));

    Places later =
        IntStream.range(0, 20)
            .mapToObj(i -> new Place(VersionId.random(), Tab.RESULTS))
            .reduce(places, Places::with, (a, b) -> b);

    assertThat(later.places()).hasSize(20).noneMatch(place -> place.version().equals(cat));
    assertThat(later.cookie().getValue()).hasSizeLessThan(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_", "x.dataset", "1-1-1-1-1.elsewhere", "<script>", ".", "._."})
  void passesByWhatIsNoPlace(String cookie) {
    assertThat(Places.in(with(cookie)).places()).isEmpty();
  }

  @Test
  void knowsPagesOfVersionsByTheirAddresses() {
    assertThat(Place.at("/versions/" + cat + "/results")).contains(new Place(cat, Tab.RESULTS));
    assertThat(Place.at("/versions/" + cat + "/pictures")).isEmpty();
    assertThat(Place.at("/versions/" + cat)).isEmpty();
    assertThat(Place.at("/versions/cat/results")).isEmpty();
    assertThat(Place.at("/projects/" + cat + "/results")).isEmpty();
  }

  private static MockHttpServletRequest with(@Nullable String cookie) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    if (cookie != null) {
      request.setCookies(new Cookie("places", cookie));
    }
    return request;
  }
}
