package dev.lorafoundry.api.project.jdbc;

import dev.lorafoundry.api.project.ProjectFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Projects that a filter lets through. */
final class Matching {
  /** Of rows of {@code project p}. */
  static final String CONDITION =
      """
      case when p.deleted_at is not null then 'DELETED'
        when p.archived_at is not null then 'ARCHIVED' else 'IN_USE' end = :shelf
      and (:search = '' or strpos(p.name_key, :search) > 0 or exists (
        select 1 from version s
        where s.project = p.id and s.deleted_at is null and strpos(s.name_key, :search) > 0))
      """;

  private Matching() {}

  static StatementSpec statement(JdbcClient jdbc, String sql, ProjectFilter filter) {
    return jdbc.sql(sql).param("shelf", filter.shelf().name()).param("search", filter.key());
  }
}
