package dev.lorafoundry.startermodel.check;

import dev.lorafoundry.startermodel.scene.Figure;
import dev.lorafoundry.startermodel.scene.Hue;
import java.util.Optional;

/** What was seen in a picture; empty where nothing stands out. */
public record Finding(Optional<Hue> hue, Optional<Figure> figure) {
  static final Finding NOTHING = new Finding(Optional.empty(), Optional.empty());
}
