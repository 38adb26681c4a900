package dev.lorafoundry.api.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.project.ProjectFilter.Shelf;
import dev.lorafoundry.api.project.ProjectOverview.Counts;
import dev.lorafoundry.api.project.ProjectOverview.Cover;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.PreviewId;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ProjectOverviewsIT {
  private final WorkedOn first = WorkedOn.anew();

  @Test
  void showsTheStarredBeforeTheBestBeforeTheNewest() {
    Job job = first.trained();
    assertThat(overview().cover()).isNull();
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
    assertThat(overview().cover()).isEqualTo(new Cover(starred, 0, 0, 0, 512, 512));
  }

  @Test
  void showsThePictureWhoseWeightIsNearestToOne() {
    PreviewId preview = first.rendered(first.saved(first.trained(), 1, null), 0, 0.5, 1.2, 2);

    assertThat(overview().cover()).isEqualTo(new Cover(preview, 0, 2, 0, 512, 512));
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

    assertThat(overview.counts()).isEqualTo(new Counts(2, 0, 1, 1));
    assertThat(overview.project().versions())
        .extracting(version -> version.version().id())
        .containsExactly(first.version());
    assertThat(overview.lastActivity())
        .isAfterOrEqualTo(overview.project().versions().get(0).createdAt());
    assertThat(overview.project().deletedAt()).isNull();
  }

  private PreviewId coverOf() {
    return Objects.requireNonNull(overview().cover()).preview();
  }

  private ProjectOverview overview() {
    return TestApi.bean(ProjectOverviews.class)
        .list(new ProjectFilter(Shelf.IN_USE, ""), 0, 50)
        .stream()
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
