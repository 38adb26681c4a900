package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;

/** Which checkpoints of each of its jobs a run keeps; the last one stays in any case. */
public sealed interface Keep {
  /** So many more than anybody could tell apart. */
  int MOST = 1000;

  /** How many. */
  int count();

  /** Those with the lowest losses, chosen once the job is done. */
  record Best(int count) implements Keep {
    public Best {
      requireAllowed("best", count);
    }
  }

  /** The newest ones, chosen after each that is saved. */
  record Latest(int count) implements Keep {
    public Latest {
      requireAllowed("latest", count);
    }
  }

  private static void requireAllowed(String which, int count) {
    if (count < 1 || count > MOST) {
      throw new InvalidSettings(
          List.of(
              new SettingProblem(
                  "keep",
                  Integer.toString(count),
                  "keep %s %d is not allowed: use a whole number from 1 to %d."
                      .formatted(which, count, MOST))));
    }
  }
}
