package dev.lorafoundry.contracts.settings;

/** Samplers, by the webui's names. */
public enum SamplerType implements Choice {
  EULER_A("Euler a"),
  EULER("Euler"),
  DDIM("DDIM"),
  DPMPP_2M_KARRAS("DPM++ 2M Karras");

  private final String label;

  SamplerType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
