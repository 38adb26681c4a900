package dev.lorafoundry.api.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The column {@code owner} of whatever people start. */
public final class Owners {
  private Owners() {}

  public static @Nullable UUID of(@Nullable PersonId owner) {
    return owner == null ? null : owner.value();
  }

  /** Absent: it is nobody's. */
  public static @Nullable PersonId read(ResultSet row) throws SQLException {
    UUID owner = row.getObject("owner", UUID.class);
    return owner == null ? null : new PersonId(owner);
  }
}
