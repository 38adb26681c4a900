package dev.lorafoundry.api.queue;

/** Names those among whom computing time is shared fairly. */
public record Team(String name) {
  /** The only team as long as nobody made others. */
  public static final Team DEFAULT = new Team("team");

  public Team {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException(
          "team '" + name + "' is not allowed: use 1 to 100 characters");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
