package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.Map;

/** The loaded programs that a LoRA has a say in: text encoder and U-Net. */
final class PictureModel implements AutoCloseable {
  private final TensorRuntime runtime;
  private final LoraSlot slot;
  private final TextConditioner text;
  private final Denoiser denoiser;
  private boolean silent;

  PictureModel(ModelLoader loader, ClipTokenizer tokenizer, int clipSkip) {
    runtime = loader.runtime();
    slot = loader.slot();
    text = new TextConditioner(loader, tokenizer, clipSkip);
    try {
      denoiser = new Denoiser(loader, runtime.onGpu() ? DType.F16 : DType.F32);
    } catch (RuntimeException e) {
      text.close();
      throw e;
    }
  }

  /** Whether {@link #exchange} can take this LoRA. */
  boolean fits(LoraNetwork network) {
    return slot.fits(network);
  }

  /** Puts another LoRA of the same shapes into the programs. */
  void exchange(LoraFile lora) {
    try (LoraTensors matrices = LoraTensors.of(runtime, lora)) {
      set(matrices);
    }
    silent = false;
  }

  /** Puts zeros in the LoRA's place: numbers that are none would still be none times 0. */
  void silence() {
    Map<String, Shape> shapes = slot.network().map(LoraNetwork::shapes).orElse(Map.of());
    try (LoraTensors zeros = LoraTensors.zeros(runtime, shapes)) {
      set(zeros);
    }
    silent = true;
  }

  /** Whether the programs show the base model alone, until a LoRA is put into them. */
  boolean isSilent() {
    return silent;
  }

  private void set(LoraTensors matrices) {
    text.setLora(matrices);
    denoiser.setLora(matrices);
  }

  /** Whether some layers of the base model have a module beside them. */
  boolean isAdapted() {
    return text.isAdapted() || denoiser.isAdapted();
  }

  TextConditioner text() {
    return text;
  }

  Denoiser denoiser() {
    return denoiser;
  }

  @Override
  public void close() {
    text.close();
    denoiser.close();
  }
}
