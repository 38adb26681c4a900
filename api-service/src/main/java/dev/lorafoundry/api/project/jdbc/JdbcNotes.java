package dev.lorafoundry.api.project.jdbc;

import dev.lorafoundry.api.project.Note;
import dev.lorafoundry.api.project.Notes;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes in PostgreSQL. */
@Component
final class JdbcNotes implements Notes {
  private final JdbcClient jdbc;

  JdbcNotes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<VersionId, Note> of(Collection<VersionId> versions) {
    return jdbc
        .sql("select * from version_note where version = any(:versions)")
        .param("versions", versions.stream().map(VersionId::value).toArray(UUID[]::new))
        .query(
            (row, number) ->
                Map.entry(
                    new VersionId(row.getObject("version", UUID.class)),
                    new Note(row.getString("text"), row.getLong("edition"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public boolean change(VersionId version, Note changed) {
    return jdbc.sql(
                """
                insert into version_note (version, text, edition)
                select :version, :text, :edition
                where :edition = 1 or exists (select 1 from version_note where version = :version)
                on conflict (version) do update set text = excluded.text, edition = excluded.edition
                  where version_note.edition = excluded.edition - 1
                """)
            .param("version", version.value())
            .param("text", changed.text())
            .param("edition", changed.edition())
            .update()
        == 1;
  }
}
