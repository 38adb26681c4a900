package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.List;
import java.util.Optional;

/**
 * A command line.
 *
 * @param script the program that it starts, without its folder; absent if it is options alone
 */
record Command(List<Given> given, Optional<String> script) {
  static final Command NONE = new Command(List.of(), Optional.empty());

  Command {
    given = List.copyOf(given);
  }
}
