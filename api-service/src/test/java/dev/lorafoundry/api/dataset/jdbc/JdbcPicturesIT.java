package dev.lorafoundry.api.dataset.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.PicturesContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.testkit.Unique;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcPicturesIT extends PicturesContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Pictures pictures = new JdbcPictures(DATABASE.jdbc());

  @Test
  void remembersNoObjectsThatAreNeededElsewhere() {
    String key = Unique.name("datasets/kept");
    pictures.keep(version(), List.of(key));
    pictures.discard(List.of(key));
    assertThat(noted(key)).isOne();

    assertThat(pictures.discarded(1_000)).doesNotContain(key);
    assertThat(noted(key)).isZero();
  }

  private static int noted(String key) {
    return DATABASE
        .jdbc()
        .sql("select count(*) from discarded_object where object_key = :key")
        .param("key", key)
        .query(Integer.class)
        .single();
  }

  @Override
  protected Pictures pictures() {
    return pictures;
  }

  @Override
  protected Concepts concepts() {
    return new JdbcConcepts(DATABASE.jdbc());
  }

  @Override
  protected VersionId version() {
    return NewVersion.in(DATABASE.jdbc());
  }
}
