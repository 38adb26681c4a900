package dev.lorafoundry.api.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.project.WorkedOn;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkRequest;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunExample;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.testkit.Unique;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Three people and an administrator, who have signed in. */
final class PeopleIT {
  private static SignedIn anna;
  private static SignedIn ben;
  private static SignedIn vera;
  private static SignedIn ada;

  @BeforeAll
  static void signIn() {
    anna = SignedIn.as("member");
    ben = SignedIn.as("member");
    vera = SignedIn.as("viewer");
    ada = SignedIn.as("admin");
  }

  @Test
  void tellsEverybodyWhoTheyAre() {
    Reply me = anna.call("GET", "/api/v1/people/me").send().expect(200);

    assertThat(me.at("/name")).isEqualTo(anna.name);
    assertThat(me.at("/role")).isEqualTo("member");
    assertThat(vera.call("GET", "/api/v1/people").send().expect(200).text())
        .contains(anna.name, ben.name, ada.name);
    TestApi.get("/api/v1/people/me").send().expectProblem(409, "nobody's");
  }

  @Test
  void letsOwnersAndAdministratorsControlJobs() {
    Job job = jobOf(anna);
    String path = "/api/v1/jobs/" + job.id();

    assertThat(ben.call("GET", path).send().expect(200).at("/owner")).isEqualTo(anna.name);
    for (String command : new String[] {"/pause", "/cancel", "/resume", "/retry"}) {
      ben.post(path + command).send().expectProblem(403, "of " + anna.name, "administrator");
      vera.post(path + command).send().expectProblem(403, "change nothing");
    }
    ben.post(path + "/priority")
        .json(Map.of("priority", "high"))
        .send()
        .expectProblem(403, "of " + anna.name);
    ben.post(path + "/move").json(Map.of("to", "last")).send().expectProblem(403, anna.name);
    ben.atThePage("POST", "/jobs/" + job.id() + "/cancel").send().expect(403);
    ben.post("/api/v1/runs/" + job.ticket().run() + "/cancel")
        .send()
        .expectProblem(403, "of " + anna.name);

    ada.post(path + "/pause").send().expect(200);
    anna.post(path + "/resume").send().expect(200);
    anna.post("/api/v1/runs/" + job.ticket().run() + "/cancel").send().expect(200);
    assertThat(anna.call("GET", path).send().at("/state")).isEqualTo("cancelled");
  }

  @Test
  void leavesWhatIsNobodysToEveryMember() {
    Job job = jobOf(null);

    Reply cancelled = ben.post("/api/v1/jobs/" + job.id() + "/cancel").send().expect(200);

    assertThat(cancelled.json().path("owner").isString()).isFalse();
  }

  @Test
  void listsTheJobsOfOnePersonAndWhoseTheQueueIs() {
    Job job = jobOf(anna);
    jobOf(ben);

    Reply found =
        ben.call("GET", "/api/v1/jobs?state=queued&state=released&size=500&owner=" + anna.id)
            .send()
            .expect(200);

    assertThat(found.json().path("items"))
        .isNotEmpty()
        .allMatch(each -> each.path("owner").asString().equals(anna.name));
    assertThat(found.text()).contains(job.id().toString());
    assertThat(ben.call("GET", "/api/v1/queue").send().expect(200).json().path("items"))
        .anyMatch(
            each ->
                each.path("id").asString().equals(job.id().toString())
                    && each.path("owner").asString().equals(anna.name));
    assertThat(
            vera.call("GET", "/api/v1/versions/" + job.ticket().version() + "/runs")
                .send()
                .expect(200)
                .at("/items/0/owner"))
        .isEqualTo(anna.name);
  }

  @Test
  void letsViewersReadAndComputeAndNothingElse() {
    vera.call("GET", "/api/v1/projects").send().expect(200);
    vera.call("GET", "/queue").send().expect(200);
    vera.post("/api/v1/settings/arguments").json(Map.of()).send().expect(200);

    for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
      vera.call(method, "/api/v1/projects")
          .json(Map.of("name", Unique.name("project")))
          .send()
          .expectProblem(403, "change nothing", "administrator");
    }
    vera.atThePage("POST", "/projects").send().expectProblem(403, "change nothing");
  }

  @Test
  void hearsNoViewerInWhateverShapeTheyAsk() {
    String name = Unique.name("shape");
    String form = "name=" + name + "&_method=GET";
    String json = "{\"name\":\"" + name + "\"}";

    for (String type : List.of("text/plain", "application/xml", "application/json;charset=x")) {
      vera.post("/api/v1/projects").body(json, type).send().expectProblem(403, "change nothing");
    }
    vera.atThePage("POST", "/projects")
        .body(form, "application/x-www-form-urlencoded")
        .header("X-HTTP-Method-Override", "GET")
        .send()
        .expectProblem(403, "change nothing");
    for (String path : List.of("/projects/", "/%70rojects", "/projects;a=b", "/x/../projects")) {
      int status =
          vera.atThePage("POST", path)
              .body(form, "application/x-www-form-urlencoded")
              .send()
              .status();
      assertThat(status).as(path).isIn(400, 403);
    }
    for (String method : List.of("GET", "HEAD", "OPTIONS")) {
      Reply reply = vera.atThePage(method, "/api/v1/projects?_method=POST").json(json).send();
      assertThat(reply.status()).isEqualTo(200);
    }
    assertThat(ada.call("GET", "/api/v1/projects?size=500").send().expect(200).text())
        .doesNotContain(name);
  }

  @Test
  void asksForTheTokenOfThePageBeforePeopleAreChanged() {
    for (String path : List.of("/people", "/api/v1/people")) {
      ada.withoutTheToken("POST", path)
          .body("name=eve&role=admin", "application/x-www-form-urlencoded")
          .send()
          .expectProblem(403, "X-XSRF-TOKEN");
    }
    ada.withoutTheToken("DELETE", "/people/" + ben.id).send().expectProblem(403, "X-XSRF-TOKEN");
    ben.withoutTheToken("POST", "/me/tokens?name=x&days=9").send().expectProblem(403, "X-XSRF-");
    assertThat(ada.call("GET", "/api/v1/people").send().text()).doesNotContain("eve");
  }

  @Test
  void takesARemovalBackButNotTheSecretsThatEndedWithIt() {
    SignedIn gone = SignedIn.as("member");
    String path = "/api/v1/people/" + gone.id;
    Job job = jobOf(gone);
    String link = SignedIn.linkOf(gone.id);

    ada.call("DELETE", path).send().expect(204);
    assertThat(ada.call("GET", "/api/v1/people?removed=true").send().expect(200).text())
        .contains(gone.name);
    ben.post(path + "/restore").send().expectProblem(403, "Only an adm");
    assertThat(ada.post(path + "/restore").send().expect(200).at("/name")).isEqualTo(gone.name);

    gone.call("GET", "/api/v1/projects").send().expectProblem(401);
    gone.atThePage("GET", "/api/v1/projects").send().expectProblem(401);
    TestApi.anonymous("GET", link).send().expect(401);
    SignedIn back = SignedIn.by(SignedIn.linkOf(gone.id), gone.id, gone.name);
    back.post("/api/v1/jobs/" + job.id() + "/cancel").send().expect(200);
  }

  /** Else the role or the removal that another one has just stored would be undone. */
  @Test
  void changesAPersonForOneAtATime() {
    ChangePeople changes = TestApi.bean(ChangePeople.class);
    PersonId id = changes.add(Unique.name("two"), Role.ADMIN).id();

    CompletableFuture<?> renamed =
        meanwhile(() -> changes.remove(id), () -> changes.change(id, Unique.name("renamed"), null));

    assertThatThrownBy(renamed::join).hasCauseInstanceOf(PersonNotFound.class);
    assertThat(TestApi.bean(People.class).find(id).orElseThrow().isRemoved()).isTrue();
  }

  /** Two who remove each other would else both see another one. */
  @Test
  void countsAdministratorsForOneAtATime() {
    People people = TestApi.bean(People.class);
    ChangePeople changes = TestApi.bean(ChangePeople.class);
    Person first = changes.add(Unique.name("first"), Role.ADMIN);
    Person second = changes.add(Unique.name("second"), Role.ADMIN);

    CompletableFuture<List<Person>> seen =
        meanwhile(() -> changes.remove(first.id()), people::lockedAdministrators);

    assertThat(seen.join()).contains(second).doesNotContain(first);
    changes.remove(second.id());
  }

  /** Does one thing, and another one that begins before the first is stored. */
  private static <T> CompletableFuture<T> meanwhile(Runnable one, Supplier<T> other) {
    TransactionTemplate transactions =
        new TransactionTemplate(TestApi.bean(PlatformTransactionManager.class));
    return requireNonNull(
        transactions.execute(
            status -> {
              one.run();
              CompletableFuture<T> begun =
                  CompletableFuture.supplyAsync(() -> transactions.execute(another -> other.get()));
              await().until(() -> begun.isDone() || isAnyoneWaiting());
              return begun;
            }));
  }

  private static boolean isAnyoneWaiting() {
    return TestApi.bean(JdbcClient.class)
        .sql("select exists (select 1 from pg_locks where not granted)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void keepsPeopleForAdministrators() {
    SignedIn gone = SignedIn.as("member");
    String path = "/api/v1/people/" + gone.id;

    ben.post("/api/v1/people").json(Map.of("name", "eve")).send().expectProblem(403, "Only an adm");
    ben.call("PATCH", "/api/v1/people/" + ben.id)
        .json(Map.of("role", "admin"))
        .send()
        .expectProblem(403, "Only an adm");
    ben.call("DELETE", path).send().expectProblem(403, "Only an adm");
    ben.call("GET", "/people").send().expect(403);
    ada.post("/api/v1/people").json(Map.of("name", gone.name)).send().expectProblem(409, gone.name);
    ada.call("PATCH", path)
        .json(Map.of("role", "king"))
        .send()
        .expectProblem(422, "'king'", "viewer, member or admin");

    assertThat(
            ada.call("PATCH", path).json(Map.of("role", "viewer")).send().expect(200).at("/role"))
        .isEqualTo("viewer");
    gone.post("/api/v1/projects").json(Map.of("name", "x")).send().expectProblem(403);
    ada.call("DELETE", path).send().expect(204);
    gone.call("GET", "/api/v1/projects").send().expectProblem(401);
    gone.atThePage("GET", "/api/v1/projects").send().expectProblem(401);
    ada.call("DELETE", path).send().expectProblem(404, "no person");
  }

  @Test
  void givesLinksOfOthersToAdministratorsOnly() {
    ben.post("/api/v1/sign-in-links")
        .json(Map.of("person", anna.id.value()))
        .send()
        .expectProblem(403, "Only an adm");
    ben.post("/api/v1/sign-in-links").json(Map.of("person", ben.id.value())).send().expect(201);
    vera.post("/api/v1/sign-in-links").send().expect(201);
    ada.post("/api/v1/sign-in-links").json(Map.of("person", anna.id.value())).send().expect(201);
  }

  @Test
  void keepsNoSecretOfAToken() {
    String tokens = "/api/v1/people/me/tokens";
    Reply list = anna.call("GET", tokens).send().expect(200);

    assertThat(list.at("/items/0/name")).isEqualTo("test");
    assertThat(list.text()).doesNotContain(anna.token());
    assertThat(
            TestApi.bean(JdbcClient.class)
                .sql("select count(*) from api_token t where t::text like '%' || ? || '%'")
                .param(anna.token())
                .query(Integer.class)
                .single())
        .isZero();
    anna.post(tokens)
        .json(Map.of("name", "long", "days", 366))
        .send()
        .expectProblem(422, "366 days", "1 to 365");
    ben.call("DELETE", tokens + "/" + list.at("/items/0/id")).send().expectProblem(404);
  }

  @Test
  void endsATokenThatIsRemoved() {
    SignedIn cleo = SignedIn.as("member");
    String tokens = "/api/v1/people/me/tokens";
    String id = cleo.call("GET", tokens).send().at("/items/0/id");

    cleo.atThePage("DELETE", tokens + "/" + id).send().expect(204);

    cleo.call("GET", tokens).send().expectProblem(401, "not valid");
    cleo.atThePage("GET", tokens).send().expect(200);
  }

  /** A job that waits; absent: nobody's. */
  private static Job jobOf(@Nullable SignedIn owner) {
    @Nullable PersonId id = owner == null ? null : owner.id;
    VersionId version = WorkedOn.anew().version();
    Run run = RunExample.ownedBy(RunExample.run(version), id);
    TestApi.bean(Runs.class).add(run);
    Job job = JobExample.ownedBy(JobExample.job(run.id(), version, Unique.name("job")), id);
    TestApi.bean(Jobs.class).add(job);
    TestApi.bean(WorkQueue.class)
        .submit(new WorkRequest(job.work(), Team.DEFAULT, Priority.LOW, "message", id));
    return job;
  }
}
