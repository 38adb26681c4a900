package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.clip.ClipUse;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.unet.HeadRule;
import dev.lorafoundry.diffusion.unet.UNet;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Text encoder and U-Net in one program that trains both. */
final class DiffusionModel {
  private DiffusionModel() {}

  static Map<String, Shape> shapes(long tokens) {
    Map<String, Shape> shapes = new LinkedHashMap<>(TextLayout.shapes(tokens));
    shapes.putAll(UNetLayout.shapes());
    return shapes;
  }

  /**
   * Method {@code step}: latents and noise (B, 4, H, W), signal and deviation (B, 1, 1, 1) of the
   * timesteps, weight of each sample's loss (B), time (B, 64), tokens (B, 1, 77).
   *
   * @param averaged share of each step's parameters in the average
   */
  static Program training(long tokens, double averaged) {
    Program program = new Program("diffusion");
    Weights weights = Weights.of(program, shapes(tokens)).training(name -> true);
    ClipTextEncoder text = new ClipTextEncoder(weights.at(TextLayout.PREFIX), ClipUse.sd1(1));
    UNet unet = new UNet(weights.at(UNetLayout.PREFIX), HeadRule.of(Family.SD1));
    program.method("step", m -> step(m, text, unet, averaged));
    return program;
  }

  private static void step(MethodScope m, ClipTextEncoder text, UNet unet, double averaged) {
    var leaves = m.train();
    Value noise = m.input("noise");
    Value noisy = m.input("latents").mul(m.input("signal")).add(noise.mul(m.input("deviation")));
    Value context = text.forward(m.input("tokens"));
    Value predicted = unet.forward(noisy, m.input("time"), context);
    Value errors = predicted.sub(noise).square().mean(false, 1, 2, 3); // (B)
    m.returns("error", errors.mean().detach());
    Descent.end(m, errors.mul(m.input("weight")).mean(), leaves, averaged);
  }
}
