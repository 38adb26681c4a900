package dev.lorafoundry.diffusion.sampler;

/** The ways to get from noise to latents, by the names that people know from the webui. */
public enum Method {
  EULER_ANCESTRAL("Euler a"),
  EULER("Euler"),
  LMS("LMS"),
  HEUN("Heun"),
  DPM2("DPM2"),
  DPM2_ANCESTRAL("DPM2 a"),
  DPM_PLUS_PLUS_2S_ANCESTRAL("DPM++ 2S a"),
  DPM_PLUS_PLUS_2M("DPM++ 2M"),
  DDIM("DDIM"),
  PLMS("PLMS"),
  UNIPC("UniPC");

  private final String title;

  Method(String title) {
    this.title = title;
  }

  /** The webui's name for it. */
  public String title() {
    return title;
  }

  /** Whether the steps may be spaced as asked; otherwise they are evenly spaced. */
  public boolean spaceable() {
    return !(planner() instanceof Planner.OnTimesteps);
  }

  Planner planner() {
    return switch (this) {
      case EULER_ANCESTRAL -> new Planner.OnSigmas(new EulerAncestral());
      case EULER -> new Planner.OnSigmas(new Euler());
      case LMS -> new Planner.OnSigmas(new Lms());
      case HEUN -> new Planner.OnSigmas(new Heun());
      case DPM2 -> new Planner.OnLargerSigmas(Dpm2.plain());
      case DPM2_ANCESTRAL -> new Planner.OnLargerSigmas(Dpm2.ancestral());
      case DPM_PLUS_PLUS_2S_ANCESTRAL -> new Planner.OnSigmas(new DpmPlusPlus2SAncestral());
      case DPM_PLUS_PLUS_2M -> new Planner.OnSigmas(new DpmPlusPlus2M());
      case DDIM -> new Planner.OnTimesteps(Ddim::plan);
      case PLMS -> new Planner.OnTimesteps(Plms::plan);
      case UNIPC -> new Planner.OnTimesteps(UniPc::plan);
    };
  }
}
