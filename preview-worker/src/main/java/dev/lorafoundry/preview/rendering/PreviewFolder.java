package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.awt.image.BufferedImage;
import java.util.Map;

/** Where one attempt's pictures lie in the object store. */
record PreviewFolder(ObjectStore store, ObjectKey key) {
  static PreviewFolder of(ObjectStore store, PreviewId preview, LeaseEpoch epoch) {
    return new PreviewFolder(
        store, ObjectKey.of("previews", preview.toString(), "e" + epoch.value()));
  }

  /** Stores a picture with its generation parameters, and gives its key. */
  String put(String name, BufferedImage picture, String parameters) {
    ObjectKey place = key.child(name);
    byte[] png = PngFile.of(picture, Map.of(GenerationText.KEYWORD, parameters));
    store.put(place, Content.of(png, Content.PNG));
    return place.value();
  }
}
