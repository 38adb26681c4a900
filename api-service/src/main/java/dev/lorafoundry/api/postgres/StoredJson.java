package dev.lorafoundry.api.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as {@code jsonb}. Has a mapper of its own, so that what is stored does not depend on how
 * the REST API words things; columns may hold fields that are no longer known.
 */
public final class StoredJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private StoredJson() {}

  /** A parameter for {@code cast(:it as jsonb)}. */
  public static String of(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** A column that is never null. */
  public static <T> T read(ResultSet row, String column, Class<T> type) throws SQLException {
    return MAPPER.readValue(row.getString(column), type);
  }

  /** A column with an object of any fields. */
  public static Map<String, @Nullable Object> readMap(ResultSet row, String column)
      throws SQLException {
    return MAPPER.readValue(
        row.getString(column), new TypeReference<Map<String, @Nullable Object>>() {});
  }

  /** A column with a list of texts. */
  public static List<String> readTexts(ResultSet row, String column) throws SQLException {
    return MAPPER.readValue(row.getString(column), new TypeReference<List<String>>() {});
  }

  /** A column with a list of lists of texts. */
  public static List<List<String>> readGroups(ResultSet row, String column) throws SQLException {
    return MAPPER.readValue(row.getString(column), new TypeReference<List<List<String>>>() {});
  }
}
