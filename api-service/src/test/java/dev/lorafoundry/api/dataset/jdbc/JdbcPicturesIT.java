package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.PicturesContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcPicturesIT extends PicturesContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Pictures pictures = new JdbcPictures(DATABASE.jdbc());

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
