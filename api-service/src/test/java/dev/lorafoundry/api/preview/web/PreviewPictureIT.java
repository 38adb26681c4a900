package dev.lorafoundry.api.preview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.TestFiles;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.project.WorkedOn;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PreviewPictureIT {
  private final WorkedOn place = WorkedOn.anew();
  private final PreviewId id = place.rendered(place.saved(place.trained(), 1, null));

  private String cached() {
    return TestApi.get("/api/v1/previews/" + id + "/pictures/0/0/0?width=128")
        .send()
        .expect(200)
        .header("Cache-Control");
  }

  @BeforeEach
  void store() {
    Picture picture = TestApi.bean(Previews.class).pictures(id).get(0);
    TestApi.bean(ObjectStore.class)
        .put(new ObjectKey(picture.key()), Content.of(TestFiles.png(7), Content.BINARY));
  }

  @Test
  void smallPicturesAreKeptOnceNoAttemptRendersThemAgain() {
    assertThat(cached()).contains("max-age=86400");

    Previews previews = TestApi.bean(Previews.class);
    Preview done = previews.find(id).orElseThrow();
    Preview.Standing running = new Preview.Standing(WorkState.RUNNING, 2, "", null);
    previews.save(new Preview(done.ticket(), running, done.rendering()));

    assertThat(cached()).contains("no-cache").doesNotContain("max-age");
  }
}
