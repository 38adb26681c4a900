package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.diffusion.lora.ForDiffusers;
import dev.lorafoundry.diffusion.lora.LoraRefused;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsStream;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The LoRA of a checkpoint for diffusers: a file that is made while it is read, or a zip of PEFT's
 * adapters. What it is made of lies on the disk until then, without a name once it is complete:
 * nothing is left over after that.
 */
public final class DiffusersFile {
  private static final String MARK = "-diffusers";

  /** Changes when the format does, so that nobody keeps an older file. */
  private static final String VERSION = "1";

  private final String extension;
  private final long size;
  private final InputStream content;

  private DiffusersFile(String extension, long size, InputStream content) {
    this.extension = extension;
    this.size = size;
    this.content = content;
  }

  /** Whether there is one, as far as the settings of the job tell that saved it. */
  public static boolean isFor(NetworkSettings network) {
    return network.dora() != Dora.INPUTS;
  }

  /**
   * @param family of the base model that the checkpoint was trained on
   * @throws NotForDiffusers if diffusers can't read what is in it
   */
  public static DiffusersFile of(Checkpoint checkpoint, Family family, ObjectStore store) {
    try {
      SafetensorsFile source = unnamed(checkpoint, store);
      try {
        return of(ForDiffusers.of(source, family), source, checkpoint);
      } catch (LoraRefused e) {
        source.close();
        throw new NotForDiffusers(checkpoint, e);
      } catch (IOException | RuntimeException e) {
        source.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't make a file for diffusers of " + checkpoint.key(), e);
    }
  }

  private static DiffusersFile of(ForDiffusers made, SafetensorsFile source, Checkpoint checkpoint)
      throws IOException {
    if (made instanceof ForDiffusers.File file) {
      SafetensorsStream content = file.content();
      return new DiffusersFile(".safetensors", content.size(), closing(content.open(), source));
    }
    ForDiffusers.Adapters adapters = (ForDiffusers.Adapters) made;
    AdapterArchive archive = new AdapterArchive(adapters.parts(), checkpoint.createdAt());
    Path path = temporary();
    try {
      archive.write(path);
      source.close();
      return new DiffusersFile(".zip", Files.size(path), Files.newInputStream(path));
    } finally {
      Files.deleteIfExists(path);
    }
  }

  private static InputStream closing(InputStream content, SafetensorsFile source) {
    return new FilterInputStream(content) {
      @Override
      public void close() throws IOException {
        source.close();
      }
    };
  }

  private static SafetensorsFile unnamed(Checkpoint checkpoint, ObjectStore store)
      throws IOException {
    Path path = temporary();
    try {
      store.download(new ObjectKey(checkpoint.key()), path, checkpoint.sha256());
      return SafetensorsFile.open(path);
    } finally {
      Files.deleteIfExists(path);
    }
  }

  private static Path temporary() throws IOException {
    return Files.createTempFile("lora-foundry-download-", ".part");
  }

  /** Name of the file, from that of the one which it is made of. */
  public String name(String source) {
    int dot = source.lastIndexOf('.');
    return (dot > 0 ? source.substring(0, dot) : source) + MARK + extension;
  }

  /** What tells its content apart, from what tells that of its source. */
  public static String digest(Checkpoint checkpoint) {
    return checkpoint.sha256() + MARK + VERSION;
  }

  /** Bytes of the file. */
  public long size() {
    return size;
  }

  /** The file, once; when that is closed, what it is made of is given up. */
  public InputStream open() {
    return content;
  }
}
