package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.api.dataset.Caption;
import dev.lorafoundry.api.dataset.Concept;
import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.Mask;
import dev.lorafoundry.api.dataset.Outcome;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.VersionId;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Pictures in PostgreSQL. Changes expect to be called in a transaction that holds the lock. */
@Component
final class JdbcPictures implements Pictures {
  private final JdbcClient jdbc;
  private final NeededObjects objects;

  JdbcPictures(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.objects = new NeededObjects(jdbc);
  }

  @Override
  public void lock(VersionId version) {
    if (jdbc.sql(
            """
            select v.id from version v join project p on p.id = v.project
            where v.id = :version and v.deleted_at is null and p.deleted_at is null
            for update of v
            """)
        .param("version", version.value())
        .query()
        .listOfRows()
        .isEmpty()) {
      throw new VersionNotFound(version);
    }
  }

  @Override
  public int nextIndex(VersionId version) {
    return jdbc.sql("select coalesce(max(next), 0) from picture_index where version = :version")
        .param("version", version.value())
        .query(Integer.class)
        .single();
  }

  @Override
  public void add(Picture picture) {
    jdbc.sql(
            """
            insert into picture (id, version, index, name, format, width, height, bytes, sha256,
              object_key, caption, caption_edition, concept)
            values (:id, :version, :index, :name, :format, :width, :height, :bytes, :sha256,
              :key, :caption, :edition, cast(:concept as uuid))
            """)
        .params(PictureParameters.picture(picture))
        .update();
    jdbc.sql(
            """
            insert into picture_index (version, next) values (:version, :next)
            on conflict (version) do update set next = greatest(picture_index.next, :next)
            """)
        .param("version", picture.version().value())
        .param("next", picture.index() + 1)
        .update();
  }

  @Override
  public Optional<Picture> find(PictureId id) {
    return complete(jdbc.sql("select * from picture where id = :id").param("id", id.value()))
        .stream()
        .findFirst();
  }

  @Override
  public List<Picture> findAll(Collection<PictureId> ids) {
    return complete(
        jdbc.sql("select * from picture where id = any(:ids)").param("ids", values(ids)));
  }

  private static UUID[] values(Collection<PictureId> ids) {
    return ids.stream().map(PictureId::value).toArray(UUID[]::new);
  }

  @Override
  public Optional<Picture> withContent(VersionId version, String sha256) {
    return complete(
            jdbc.sql("select * from picture where version = :version and sha256 = :sha256")
                .param("version", version.value())
                .param("sha256", sha256))
        .stream()
        .findFirst();
  }

  @Override
  public List<Picture> all(VersionId version) {
    return list(version, 0, Integer.MAX_VALUE);
  }

  @Override
  public List<Picture> list(VersionId version, long offset, int count) {
    return complete(
        jdbc.sql(
                """
                select * from picture where version = :version
                order by index offset :offset limit :count
                """)
            .param("version", version.value())
            .param("offset", offset)
            .param("count", count));
  }

  private List<Picture> complete(StatementSpec query) {
    List<PictureRows> rows = query.query(PictureRows::read).list();
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<PictureId, List<Processed>> processed =
        jdbc
            .sql(
                """
                select * from processed_picture where picture = any(:pictures)
                order by picture, sub_index
                """)
            .param("pictures", values(rows.stream().map(row -> row.bare().id()).toList()))
            .query(PictureRows::processed)
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    PictureRows.OwnedPicture::owner,
                    Collectors.mapping(PictureRows.OwnedPicture::picture, Collectors.toList())));
    return rows.stream()
        .map(row -> row.complete(processed.getOrDefault(row.bare().id(), List.of())))
        .toList();
  }

  @Override
  public int count(VersionId version) {
    return jdbc.sql("select count(*) from picture where version = :version")
        .param("version", version.value())
        .query(Integer.class)
        .single();
  }

  @Override
  public Map<ConceptId, Integer> countsByConcept(VersionId version) {
    return jdbc
        .sql(
            """
            select coalesce(concept, version) as concept, count(*) as count from picture
            where version = :version group by 1
            """)
        .param("version", version.value())
        .query(PictureRows::count)
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void copy(VersionId from, VersionId to, Map<ConceptId, ConceptId> concepts) {
    List<Map.Entry<ConceptId, ConceptId>> stored =
        concepts.entrySet().stream()
            .filter(each -> !each.getKey().equals(ConceptId.first(from)))
            .toList();
    jdbc.sql(CopiedPictures.PICTURES)
        .param("from", from.value())
        .param("to", to.value())
        .param("originals", stored.stream().map(each -> each.getKey().value()).toArray(UUID[]::new))
        .param("copies", stored.stream().map(each -> each.getValue().value()).toArray(UUID[]::new))
        .update();
    for (String rest : List.of(CopiedPictures.PROCESSED, CopiedPictures.NEXT_INDEX)) {
      jdbc.sql(rest).param("from", from.value()).param("to", to.value()).update();
    }
  }

  @Override
  public List<Stretch> stretches(VersionId version, @Nullable ConceptId concept, int length) {
    return jdbc.sql(
            """
            select index / :length as number, count(*) as count from picture
            where version = :version
              and (cast(:concept as uuid) is null or coalesce(concept, version) = :concept)
            group by 1 order by 1
            """)
        .param("concept", concept == null ? null : concept.value(), Types.OTHER)
        .param("version", version.value())
        .param("length", length)
        .query((row, number) -> new Stretch(row.getInt("number"), row.getInt("count")))
        .list();
  }

  @Override
  public List<Picture> stretch(
      VersionId version, @Nullable ConceptId concept, int length, int number) {
    long first = (long) number * length;
    return complete(
        jdbc.sql(
                """
                select * from picture where version = :version and index >= :first and index < :end
                  and (cast(:concept as uuid) is null or coalesce(concept, version) = :concept)
                order by index
                """)
            .param("concept", concept == null ? null : concept.value(), Types.OTHER)
            .param("version", version.value())
            .param("first", first)
            .param("end", first + length));
  }

  @Override
  public void removeAll(Collection<PictureId> ids) {
    jdbc.sql("delete from picture where id = any(:ids)").param("ids", values(ids)).update();
  }

  @Override
  public boolean caption(PictureId id, Caption caption) {
    return jdbc.sql(
                """
                update picture set caption = :text, caption_edition = :edition
                where id = :id and caption_edition = :edition - 1
                """)
            .param("id", id.value())
            .param("text", caption.text())
            .param("edition", caption.edition())
            .update()
        == 1;
  }

  @Override
  public Set<PictureId> captions(Map<PictureId, Caption> captions) {
    List<Map.Entry<PictureId, Caption>> changed = List.copyOf(captions.entrySet());
    return jdbc.sql(
            """
            update picture p set caption = c.text, caption_edition = c.edition
            from unnest(:ids, :texts, :editions) as c (id, text, edition)
            where p.id = c.id and p.caption_edition = c.edition - 1
            returning p.id
            """)
        .param("ids", changed.stream().map(each -> each.getKey().value()).toArray(UUID[]::new))
        .param("texts", changed.stream().map(each -> each.getValue().text()).toArray(String[]::new))
        .param(
            "editions",
            changed.stream().map(each -> each.getValue().edition()).toArray(Long[]::new))
        .query((row, number) -> new PictureId(row.getObject(1, UUID.class)))
        .set();
  }

  @Override
  public void outcome(PictureId id, Outcome outcome) {
    String form = outcome instanceof Outcome.Prepared made ? made.form().value() : null;
    String refusal = outcome instanceof Outcome.Refused refused ? refused.reason() : null;
    int known =
        jdbc.sql("update picture set form = :form, refusal = :refusal where id = :id")
            .param("id", id.value())
            .param("form", form)
            .param("refusal", refusal)
            .update();
    jdbc.sql("delete from processed_picture where picture = :id").param("id", id.value()).update();
    if (known == 1) {
      outcome.pictures().forEach(picture -> insert(id, picture));
    }
  }

  @Override
  public void mask(PictureId id, @Nullable Mask mask) {
    jdbc.sql("update picture set mask_key = :key, mask_sha256 = :sha256 where id = :id")
        .param("id", id.value())
        .param("key", mask == null ? null : mask.key())
        .param("sha256", mask == null ? null : mask.sha256())
        .update();
    outcome(id, new Outcome.Unprepared());
  }

  private void insert(PictureId owner, Processed picture) {
    jdbc.sql(
            """
            insert into processed_picture (picture, sub_index, name, object_key, sha256, width,
              height, bytes, original_width, original_height, cut_left, cut_top, kept_columns,
              kept_rows, masked)
            values (:picture, :subIndex, :name, :key, :sha256, :width, :height, :bytes,
              :originalWidth, :originalHeight, :left, :top, :columns, :rows, :masked)
            """)
        .params(PictureParameters.processed(owner, picture))
        .update();
  }

  @Override
  public void move(PictureId id, Concept concept) {
    jdbc.sql("update picture set concept = cast(:concept as uuid) where id = :id")
        .param("id", id.value())
        .param("concept", PictureParameters.stored(concept.id(), concept.version()))
        .update();
  }

  @Override
  public void reserve(String key, Duration time) {
    objects.reserve(key, time);
  }

  @Override
  public boolean claim(String key) {
    return objects.claim(key);
  }

  @Override
  public void discard(Collection<String> keys) {
    objects.discard(keys);
  }

  @Override
  public void keep(VersionId version, Collection<String> keys) {
    objects.keep(version, keys);
  }

  @Override
  public boolean keepToo(VersionId version, Collection<String> keys) {
    return objects.keepToo(version, keys);
  }

  @Override
  public List<String> discarded(int most) {
    return objects.discarded(most);
  }

  @Override
  public void forget(Collection<String> keys) {
    objects.forget(keys);
  }
}
