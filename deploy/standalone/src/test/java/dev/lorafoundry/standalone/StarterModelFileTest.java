package dev.lorafoundry.standalone;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.startermodel.StarterModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StarterModelFileTest {
  @TempDir Path models;

  @Test
  void takesThePlaceOfAnOlderOne() throws IOException {
    Path file = Files.writeString(models.resolve(StarterModel.MODEL), "older");

    StarterModelFile model = StarterModelFile.putInto(models);

    assertThat(Files.size(file)).isGreaterThan(1_000_000);
    assertThat(model.sha256()).isEqualTo(new DigestUtils(SHA_256).digestAsHex(file));
    assertThat(models.resolve(StarterModel.TOKENIZER)).isNotEmptyFile();
  }
}
