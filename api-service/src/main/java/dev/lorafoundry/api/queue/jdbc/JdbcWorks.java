package dev.lorafoundry.api.queue.jdbc;

import dev.lorafoundry.api.access.Owners;
import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.queue.Backlog;
import dev.lorafoundry.api.queue.Candidate;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.QueueDepth;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.Work;
import dev.lorafoundry.api.queue.WorkTicket;
import dev.lorafoundry.api.queue.Works;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All work in PostgreSQL. Every method expects to be called in a transaction that writes. */
@Component
final class JdbcWorks implements Works {
  private static final int SWEPT_AT_ONCE = 50;

  /** why: not all, since the message is large and only the outbox wants it */
  private static final String STANDING =
      """
      select kind, id, team, priority, submitted_at, owner, state, since, dispatch, epoch, setbacks,
        not_before, worker, claim, leased_at, lease_until, resume_key, resume_sha256, resume_step,
        step, total_steps, reason
      from work
      """;

  private final JdbcClient jdbc;

  JdbcWorks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Work work, Object message) {
    jdbc.sql(
            """
            insert into work (kind, id, team, priority, message, submitted_at, owner, state, since,
              dispatch, epoch, setbacks, not_before, worker, claim, leased_at, lease_until,
              resume_key, resume_sha256, resume_step, step, total_steps, reason)
            values (:kind, :id, :team, :priority, cast(:message as jsonb), :submittedAt, :owner, :state,
              :since, :dispatch, :epoch, :setbacks, :notBefore, :worker, :claim, :leasedAt, :leaseUntil,
              :resumeKey, :resumeSha256, :resumeStep, :step, :totalSteps, :reason)
            """)
        .params(WorkParameters.key(work.id()))
        .params(WorkParameters.standing(work.standing()))
        .param("team", work.ticket().team().name())
        .param("priority", work.ticket().priority().level())
        .param("message", StoredJson.of(message))
        .param("submittedAt", Times.of(work.ticket().submittedAt()))
        .param("owner", Owners.of(work.ticket().owner()))
        .update();
  }

  @Override
  public Optional<Work> locked(WorkId id) {
    return work(id, STANDING + "where kind = :kind and id = :id for update");
  }

  @Override
  public Optional<Work> find(WorkId id) {
    return work(id, STANDING + "where kind = :kind and id = :id");
  }

  private Optional<Work> work(WorkId id, String sql) {
    return jdbc.sql(sql).params(WorkParameters.key(id)).query(WorkRows::work).optional();
  }

  @Override
  public void save(Work work) {
    jdbc.sql(
            """
            update work set state = :state, since = :since, dispatch = :dispatch, epoch = :epoch,
              setbacks = :setbacks, not_before = :notBefore, worker = :worker, claim = :claim,
              leased_at = :leasedAt, lease_until = :leaseUntil, resume_key = :resumeKey,
              resume_sha256 = :resumeSha256, resume_step = :resumeStep, step = :step,
              total_steps = :totalSteps, reason = :reason
            where kind = :kind and id = :id
            """)
        .params(WorkParameters.key(work.id()))
        .params(WorkParameters.standing(work.standing()))
        .update();
  }

  @Override
  public List<Work> lockedWithLeaseEnded(Instant now) {
    return jdbc.sql(
            STANDING
                + """
                where lease_until < :now
                order by lease_until limit :limit for update skip locked
                """)
        .param("now", Times.of(now))
        .param("limit", SWEPT_AT_ONCE)
        .query(WorkRows::work)
        .list();
  }

  @Override
  public List<Work> lockedOnOfferSince(WorkKind kind, Instant before) {
    return ofKind(
            kind,
            """
            state = 'RELEASED' and since < :before
            order by since limit :limit for update skip locked
            """)
        .param("before", Times.of(before))
        .param("limit", SWEPT_AT_ONCE)
        .query(WorkRows::work)
        .list();
  }

  @Override
  public boolean takeDispatcherTurn(WorkKind kind) {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('dispatch'), hashtext(:kind))")
        .param("kind", kind.name())
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<Candidate> candidates(WorkKind kind, Instant now, int depth) {
    return jdbc.sql(
            """
            select kind, id, team, priority, place from (
              select kind, id, team, priority, place, row_number() over (partition by priority, team order by place) as turn
              from work where kind = :kind and state = 'QUEUED' and not_before <= :now) waiting
            where turn <= :depth
            """)
        .param("kind", kind.name())
        .param("now", Times.of(now))
        .param("depth", depth)
        .query(WorkRows::candidate)
        .list();
  }

  @Override
  public List<Work> onOffer(WorkKind kind, int limit) {
    return ofKind(kind, "state = 'RELEASED' order by since, place limit :limit")
        .param("limit", limit)
        .query(WorkRows::work)
        .list();
  }

  @Override
  public List<Work> keptBack(WorkKind kind, Instant now, int limit) {
    return ofKind(
            kind, "state = 'QUEUED' and not_before > :now order by not_before, place limit :limit")
        .param("now", Times.of(now))
        .param("limit", limit)
        .query(WorkRows::work)
        .list();
  }

  @Override
  public List<Work> all(WorkKind kind, Collection<WorkId> ids) {
    return ofKind(kind, "id = any(:ids)")
        .param("ids", ids.stream().map(WorkId::value).toArray(UUID[]::new))
        .query(WorkRows::work)
        .list();
  }

  private JdbcClient.StatementSpec ofKind(WorkKind kind, String which) {
    return jdbc.sql(STANDING + "where kind = :kind and " + which).param("kind", kind.name());
  }

  @Override
  public List<Work> leased(int limit) {
    return jdbc.sql(
            STANDING
                + """
                where lease_until is not null order by leased_at, id limit :limit
                """)
        .param("limit", limit)
        .query(WorkRows::work)
        .list();
  }

  @Override
  public void lockLines(WorkKind kind) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('lines'), hashtext(:kind))")
        .param("kind", kind.name())
        .query()
        .listOfRows();
  }

  @Override
  public List<WorkId> lockedLine(WorkTicket like) {
    return jdbc.sql(
            """
            select kind, id from work
            where kind = :kind and team = :team and priority = :priority and state = 'QUEUED'
            order by place for update
            """)
        .param("kind", like.id().kind().name())
        .param("team", like.team().name())
        .param("priority", like.priority().level())
        .query(WorkRows::id)
        .list();
  }

  @Override
  public void reorder(List<WorkId> line) {
    if (line.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            with wanted as (select * from unnest(:ids) with ordinality as o (id, number)),
            places as (
              select place, row_number() over (order by place) as number
              from work where kind = :kind and id = any(:ids))
            update work set place = places.place from wanted join places using (number)
            where work.kind = :kind and work.id = wanted.id and work.place <> places.place
            """)
        .param("kind", line.get(0).kind().name())
        .param("ids", line.stream().map(WorkId::value).toArray(UUID[]::new))
        .update();
  }

  @Override
  public void prioritise(WorkId id, Priority priority) {
    jdbc.sql("update work set priority = :priority where kind = :kind and id = :id")
        .params(WorkParameters.key(id))
        .param("priority", priority.level())
        .update();
  }

  @Override
  public Backlog backlog(WorkKind kind, Instant now) {
    return jdbc.sql(
            """
            select (select count(*) from work
                    where kind = :kind and state = 'QUEUED' and not_before <= :now) as waiting,
                   (select count(*) from work
                    where kind = :kind and state = 'RELEASED') as on_offer
            """)
        .param("kind", kind.name())
        .param("now", Times.of(now))
        .query((row, number) -> new Backlog(row.getInt("waiting"), row.getInt("on_offer")))
        .single();
  }

  @Override
  public Set<WorkerId> holders() {
    return workers(jdbc.sql("select worker from work where lease_until is not null"));
  }

  @Override
  public Set<WorkerId> holdersSince(Instant time) {
    return workers(
        jdbc.sql(
                """
                select worker from work where lease_until is not null
                union select worker from attempt where ended_at >= :time
                """)
            .param("time", Times.of(time)));
  }

  private static Set<WorkerId> workers(JdbcClient.StatementSpec query) {
    return query.query(String.class).list().stream().map(WorkerId::new).collect(Collectors.toSet());
  }

  @Override
  public Map<Team, Duration> computingTime(WorkKind kind, Instant now, Duration halfLife) {
    return jdbc
        .sql(
            """
            select w.team, sum(
              extract(epoch from coalesce(a.ended_at, :now) - a.claimed_at)
              * power(0.5, extract(epoch from :now - coalesce(a.ended_at, :now)) / :halfLife)
              ) as seconds
            from attempt a join work w on w.kind = a.kind and w.id = a.id
            where a.kind = :kind and (a.ended_at is null or a.ended_at > :horizon)
            group by w.team
            """)
        .param("kind", kind.name())
        .param("now", Times.of(now))
        .param("halfLife", halfLife.toSeconds())
        .param("horizon", Times.of(now.minus(halfLife.multipliedBy(10))))
        .query(WorkRows::share)
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public List<QueueDepth> depths() {
    return jdbc.sql(
            """
            select kind, team, priority, count(*) as waiting, min(submitted_at) as oldest
            from work where state in ('QUEUED', 'RELEASED') group by kind, team, priority
            """)
        .query(WorkRows::depth)
        .list();
  }
}
