package dev.lorafoundry.api.preview.jdbc;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.jdbc.StoredCheckpoint;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.preview.PreviewsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcPreviewsIT extends PreviewsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Previews previews = new JdbcPreviews(DATABASE.jdbc());

  @Override
  protected Previews previews() {
    return previews;
  }

  @Override
  protected Checkpoint aCheckpoint() {
    return StoredCheckpoint.in(DATABASE.jdbc());
  }
}
