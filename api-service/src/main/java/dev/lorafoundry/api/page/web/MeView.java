package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.ApiToken;
import dev.lorafoundry.api.access.Person;
import java.util.List;

/**
 * The page of whoever reads it.
 *
 * @param role what it lets one do
 */
record MeView(String name, PeopleView.Choice role, List<TokenRow> tokens) {
  MeView {
    tokens = List.copyOf(tokens);
  }

  static MeView of(Person person, List<ApiToken> tokens) {
    return new MeView(
        person.name(),
        new PeopleView.Choice(person.role().label(), true),
        tokens.stream().map(TokenRow::of).toList());
  }

  /** A token of theirs. */
  record TokenRow(String id, String name, Moment since, Moment until) {
    static TokenRow of(ApiToken token) {
      return new TokenRow(
          token.id().toString(),
          token.name(),
          Moment.of(token.createdAt()),
          Moment.of(token.expiresAt()));
    }
  }
}
