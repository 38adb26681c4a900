package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.Nullable;

/** How the rank of a module is chosen from the singular values of what it adds. */
public enum RankMethod implements Choice {
  FIXED("fixed"),
  SV_RATIO("sv_ratio"),
  SV_CUMULATIVE("sv_cumulative"),
  SV_FRO("sv_fro");

  private final String label;

  RankMethod(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /** Whether a parameter of this size makes sense; null: none is given. */
  boolean allows(@Nullable Double parameter) {
    return switch (this) {
      case FIXED -> parameter == null;
      case SV_RATIO -> parameter != null && parameter >= 1;
      case SV_CUMULATIVE, SV_FRO -> parameter != null && parameter > 0 && parameter <= 1;
    };
  }

  /** What {@link #allows} allows, after the parameter's name and value. */
  String rule() {
    return switch (this) {
      case FIXED -> "is not allowed with rankMethod fixed: leave it out, or choose another method";
      case SV_RATIO -> "is not allowed with rankMethod sv_ratio: give a number from 1 on";
      case SV_CUMULATIVE, SV_FRO ->
          "is not allowed with rankMethod %s: give a number above 0, at most 1".formatted(label);
    };
  }
}
