package dev.lorafoundry.api.access;

import static dev.lorafoundry.api.access.PeopleExample.asker;
import static dev.lorafoundry.api.access.PeopleExample.caller;
import static dev.lorafoundry.api.access.PeopleExample.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RightsTest {
  private final InMemoryPeople people = new InMemoryPeople();
  private final Person ben = person("Ben", Role.MEMBER);

  @ParameterizedTest
  @CsvSource({
    "viewer, OWN, false",
    "viewer, OTHERS, false",
    "viewer, NOBODYS, false",
    "member, OWN, true",
    "member, OTHERS, false",
    "member, NOBODYS, true",
    "admin, OWN, true",
    "admin, OTHERS, true",
    "admin, NOBODYS, true",
    "api-token, OTHERS, true",
    "api-token, NOBODYS, true",
    "worker, OTHERS, true",
    "service, OTHERS, true",
    "service, NOBODYS, true"
  })
  void letsPeopleControlWhatIsTheirs(String who, Whose whose, boolean allowed) {
    Caller caller = asking(who);
    PersonId owner =
        switch (whose) {
          case OWN -> caller == null ? null : caller.personId();
          case OTHERS -> ben.id();
          case NOBODYS -> null;
        };

    assertThat(new Rights(asker(caller), people).mayControl(owner)).isEqualTo(allowed);
  }

  private enum Whose {
    OWN,
    OTHERS,
    NOBODYS
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, false, false",
    "member, true, false",
    "admin, true, true",
    "api-token, true, true",
    "service, true, true"
  })
  void letsMembersChangeThingsAndAdministratorsEverything(
      String who, boolean changes, boolean everything) {
    Rights rights = new Rights(asker(asking(who)), people);

    assertThat(rights.mayChange()).isEqualTo(changes);
    assertThat(rights.mayEverything()).isEqualTo(everything);
  }

  private static @Nullable Caller asking(String who) {
    return switch (who) {
      case "api-token" -> PeopleExample.apiToken();
      case "worker" -> PeopleExample.worker();
      case "service" -> null;
      default -> caller(person("Anna", Role.parse(who)));
    };
  }

  @Test
  void saysWhoseItIsAndWhoMay() {
    people.add(ben);
    Rights ofAnna = new Rights(asker(caller(person("Anna", Role.MEMBER))), people);

    assertThatThrownBy(() -> ofAnna.requireControl(ben.id()))
        .isInstanceOf(NotAllowed.class)
        .hasMessage("This is of Ben: only Ben or an administrator may do that. Ask one of them.");
    assertThatThrownBy(() -> ofAnna.requirePassing(ben.id()))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("before work of Ben");
    assertThatThrownBy(ofAnna::requireEverything)
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("Only an administrator says who may come in");
    assertThatCode(() -> ofAnna.requireControl(null)).doesNotThrowAnyException();
  }

  @Test
  void tellsViewersWhatTheyAre() {
    Rights ofVera = new Rights(asker(caller(person("Vera", Role.VIEWER))), people);

    assertThatThrownBy(() -> ofVera.requireControl(null))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("look at everything and change nothing");
  }
}
