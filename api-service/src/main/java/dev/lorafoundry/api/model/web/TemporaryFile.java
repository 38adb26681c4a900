package dev.lorafoundry.api.model.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.web.multipart.MultipartFile;

/** An uploaded file on the disk, for as long as the request lasts. */
record TemporaryFile(Path path) implements AutoCloseable {

  static TemporaryFile of(MultipartFile upload) throws IOException {
    Path path = Files.createTempFile("lora-foundry-upload-", ".part");
    try {
      // why: the server has written it to the same disk already, and this moves it
      upload.transferTo(path.toFile());
      return new TemporaryFile(path);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
