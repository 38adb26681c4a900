package dev.lorafoundry.diffusion.safetensors;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Texts in the header of a file that are known only once its data were written, such as hashes of
 * these: room is left for them, and they are filled in at the end.
 */
public interface DataTexts {
  /** Nothing depends on the data. */
  DataTexts NONE =
      new DataTexts() {
        @Override
        public Map<String, String> blank() {
          return Map.of();
        }

        @Override
        public void add(ByteBuffer data) {}

        @Override
        public Map<String, String> filled() {
          return Map.of();
        }
      };

  /** Texts of the same names, and as long, before there are data. */
  Map<String, String> blank();

  /** Takes note of the next bytes behind the header. */
  void add(ByteBuffer data);

  /** The texts, once all data were added. */
  Map<String, String> filled();
}
