package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.lora.DiffusersLora;
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
 * The LoRA of a checkpoint in diffusers' own format, made while it is read. What it is made of lies
 * on the disk until then, without a name once it is complete: nothing is left over after that.
 */
public final class DiffusersFile {
  private static final String MARK = "-diffusers";

  /** Changes when the format does, so that nobody keeps an older file. */
  private static final String VERSION = "1";

  private final SafetensorsFile source;
  private final SafetensorsStream made;

  private DiffusersFile(SafetensorsFile source, SafetensorsStream made) {
    this.source = source;
    this.made = made;
  }

  /** Whether there is one, as far as the settings of the job tell that saved it. */
  public static boolean isFor(NetworkSettings network) {
    return network.network() == NetworkType.LORA && network.dora() != Dora.INPUTS;
  }

  /**
   * @param family of the base model that the checkpoint was trained on
   * @throws NotForDiffusers if diffusers can't read what is in it
   */
  public static DiffusersFile of(Checkpoint checkpoint, Family family, ObjectStore store) {
    try {
      SafetensorsFile source = unnamed(checkpoint, store);
      try {
        return new DiffusersFile(source, DiffusersLora.of(source, family));
      } catch (LoraRefused e) {
        source.close();
        throw new NotForDiffusers(checkpoint, e);
      } catch (RuntimeException e) {
        source.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't make a file for diffusers of " + checkpoint.key(), e);
    }
  }

  private static SafetensorsFile unnamed(Checkpoint checkpoint, ObjectStore store)
      throws IOException {
    Path path = Files.createTempFile("lora-foundry-download-", ".part");
    try {
      store.download(new ObjectKey(checkpoint.key()), path, checkpoint.sha256());
      return SafetensorsFile.open(path);
    } finally {
      Files.deleteIfExists(path);
    }
  }

  /** Name of the file, from that of the one which it is made of. */
  public static String name(String source) {
    int dot = source.lastIndexOf('.');
    return dot > 0 ? source.substring(0, dot) + MARK + source.substring(dot) : source + MARK;
  }

  /** What tells its content apart, from what tells that of its source. */
  public static String digest(Checkpoint checkpoint) {
    return checkpoint.sha256() + MARK + VERSION;
  }

  /** Bytes of the file. */
  public long size() {
    return made.size();
  }

  /** The file, once; when that is closed, what it is made of is given up. */
  public InputStream open() {
    return new FilterInputStream(made.open()) {
      @Override
      public void close() throws IOException {
        source.close();
      }
    };
  }
}
