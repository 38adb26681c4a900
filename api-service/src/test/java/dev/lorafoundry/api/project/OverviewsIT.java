package dev.lorafoundry.api.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.project.Overview.Counts;
import dev.lorafoundry.api.project.Overview.Cover;
import dev.lorafoundry.api.project.ProjectFilter.Shelf;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class OverviewsIT {
  private final WorkedOn first = WorkedOn.anew();

  @Test
  void showsTheStarredBeforeTheBestBeforeTheNewest() {
    Job job = first.trained();
    assertThat(overview().overview().cover()).isNull();
    PreviewId oldest = first.rendered(first.saved(job, 1, null));
    PreviewId newest = first.rendered(first.saved(job, 2, null));
    assertThat(coverOf()).isEqualTo(newest);

    Checkpoint better = first.saved(job, 3, 0.1);
    PreviewId best = first.rendered(better);
    first.rendered(first.saved(job, 4, 0.2));
    assertThat(coverOf()).isEqualTo(best);

    star(first.saved(job, 5, 0.05).id());
    assertThat(coverOf()).as("the starred one has no picture").isEqualTo(best);
    WorkedOn second = WorkedOn.in(first.project(), "v2");
    Checkpoint liked = second.saved(second.trained(), 1, 0.9);
    PreviewId starred = second.rendered(liked);
    star(liked.id());

    assertThat(coverOf()).isEqualTo(starred).isNotEqualTo(oldest);
    assertThat(overview().overview().cover()).isEqualTo(new Cover(starred, 0, 0, 0, 512, 512));
  }

  @Test
  void showsThePictureWhoseWeightIsNearestToOne() {
    PreviewId preview = first.rendered(first.saved(first.trained(), 1, null), 0, 0.5, 1.2, 2);

    assertThat(overview().overview().cover()).isEqualTo(new Cover(preview, 0, 2, 0, 512, 512));
  }

  @Test
  void countsWhatVersionsInUseHave() {
    first.uploaded(1);
    first.uploaded(2);
    first.trained();
    first.queued();
    WorkedOn archived = WorkedOn.in(first.project(), "old");
    archived.uploaded(3);
    TestApi.post(archived.path() + "/archive").send().expect(200);

    ProjectOverview overview = overview();

    assertThat(overview.overview().counts()).isEqualTo(new Counts(2, 0, 1, 1, 0));
    assertThat(overview.project().versions())
        .extracting(version -> version.version().id())
        .containsExactly(first.version());
    assertThat(overview.overview().lastActivity())
        .isAfterOrEqualTo(overview.project().versions().get(0).createdAt());
    assertThat(overview.project().deletedAt()).isNull();
  }

  @Test
  void tellsVersionsOfAProjectApart() {
    first.uploaded(1);
    PreviewId preview = first.rendered(first.saved(first.trained(), 1, null));
    WorkedOn archived = WorkedOn.in(first.project(), "old");
    TestApi.bean(Jobs.class).save(JobExample.failed(archived.queued()));
    TestApi.post(archived.path() + "/archive").send().expect(200);
    WorkedOn empty = WorkedOn.in(first.project(), "new");
    WorkedOn.anew().queued();

    Map<VersionId, Overview> versions =
        TestApi.bean(Overviews.class).versions(new ProjectId(UUID.fromString(first.project())));

    assertThat(versions).containsOnlyKeys(first.version(), archived.version(), empty.version());
    assertThat(versions.get(first.version()))
        .returns(new Counts(1, 0, 0, 1, 0), Overview::counts)
        .returns(new Cover(preview, 0, 0, 0, 512, 512), Overview::cover);
    assertThat(versions.get(archived.version()))
        .returns(new Counts(0, 0, 0, 0, 1), Overview::counts)
        .returns(null, Overview::cover);
    assertThat(versions.get(empty.version())).returns(new Counts(0, 0, 0, 0, 0), Overview::counts);
  }

  private PreviewId coverOf() {
    return Objects.requireNonNull(overview().overview().cover()).preview();
  }

  private ProjectOverview overview() {
    return TestApi.bean(Overviews.class).list(new ProjectFilter(Shelf.IN_USE, ""), 0, 50).stream()
        .filter(each -> each.project().id().toString().equals(first.project()))
        .findFirst()
        .orElseThrow();
  }

  private static void star(CheckpointId checkpoint) {
    TestApi.put("/api/v1/checkpoints/" + checkpoint + "/mark")
        .json(Map.of("starred", true))
        .send()
        .expect(200);
  }
}
