package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.api.dataset.Concept;
import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.contracts.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Concepts in PostgreSQL. The first one of a version has the version's id, and a row only if it was
 * changed.
 */
@Component
final class JdbcConcepts implements Concepts {
  private final JdbcClient jdbc;

  JdbcConcepts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Concept> all(VersionId version) {
    List<Concept> stored =
        jdbc.sql(
                """
                select * from concept where version = :version
                order by id <> version, number
                """)
            .param("version", version.value())
            .query(JdbcConcepts::read)
            .list();
    if (!stored.isEmpty() && stored.get(0).isFirst()) {
      return stored;
    }
    List<Concept> all = new ArrayList<>();
    all.add(Concept.first(version));
    all.addAll(stored);
    return all;
  }

  @Override
  public Optional<Concept> find(ConceptId id) {
    return jdbc.sql("select * from concept where id = :id")
        .param("id", id.value())
        .query(JdbcConcepts::read)
        .optional()
        .or(() -> first(id));
  }

  private Optional<Concept> first(ConceptId id) {
    return jdbc.sql("select id from version where id = :id")
        .param("id", id.value())
        .query(UUID.class)
        .optional()
        .map(version -> Concept.first(new VersionId(version)));
  }

  private static Concept read(ResultSet row, int number) throws SQLException {
    int repeats = row.getInt("repeats");
    Integer given = row.wasNull() ? null : repeats;
    return new Concept(
        new ConceptId(row.getObject("id", UUID.class)),
        new VersionId(row.getObject("version", UUID.class)),
        new Concept.Terms(
            row.getString("name"),
            given,
            row.getString("class_tokens"),
            row.getBoolean("regularisation")));
  }

  @Override
  public void add(Concept concept) {
    write(
        concept,
        """
        insert into concept (id, version, name, name_key, repeats, class_tokens, regularisation)
        values (:id, :version, :name, :key, :repeats, :words, :regularisation)
        """);
  }

  @Override
  public void change(Concept concept) {
    write(
        concept,
        """
        insert into concept (id, version, name, name_key, repeats, class_tokens, regularisation)
        values (:id, :version, :name, :key, :repeats, :words, :regularisation)
        on conflict (id) do update set name = excluded.name, name_key = excluded.name_key,
          repeats = excluded.repeats, class_tokens = excluded.class_tokens,
          regularisation = excluded.regularisation
        """);
  }

  private void write(Concept concept, String sql) {
    jdbc.sql(sql)
        .param("id", concept.id().value())
        .param("version", concept.version().value())
        .param("name", concept.name())
        .param("key", Names.key(concept.name()))
        .param("repeats", concept.terms().repeats())
        .param("words", concept.terms().classTokens())
        .param("regularisation", concept.terms().regularisation())
        .update();
  }

  @Override
  public void remove(ConceptId id) {
    jdbc.sql("delete from concept where id = :id").param("id", id.value()).update();
  }
}
