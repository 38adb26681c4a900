package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/** The fixtures' models as files. */
final class Bases {
  static final SizeEmbedding SIZES = SizeEmbedding.of(96, 64);

  private static final Map<Family, BaseModelFile> OPEN = new EnumMap<>(Family.class);

  private Bases() {}

  static ModelLoader loader(Family family) {
    return ModelLoader.of(Models.RUNTIME, model(family));
  }

  /** Stays open. */
  static BaseModelFile model(Family family) {
    return OPEN.computeIfAbsent(family, Bases::open);
  }

  static BaseModelFile open(Family family) {
    try {
      return BaseModelFile.open(Models.golden(family, "model").path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
