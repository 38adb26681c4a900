package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The fixtures' SD1 model as a file. */
final class Sd1 {
  static final BaseModelFile MODEL = open();

  private Sd1() {}

  static ModelLoader loader() {
    return ModelLoader.of(Models.RUNTIME, MODEL);
  }

  static BaseModelFile open() {
    try {
      return BaseModelFile.open(Fixtures.unpacked("sd1/model.safetensors.gz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
