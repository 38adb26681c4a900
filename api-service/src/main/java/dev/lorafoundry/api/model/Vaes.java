package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.VaeId;
import java.util.List;
import java.util.Optional;

/** The list of VAEs of their own files. */
public interface Vaes {
  /**
   * Adds a VAE, unless the same file is registered already.
   *
   * @return the VAE as it is registered now: this one, or the one that was there before
   */
  RegisteredVae add(RegisteredVae vae);

  Optional<RegisteredVae> find(VaeId id);

  /** A part of the list, newest first. */
  List<RegisteredVae> list(long offset, int count);

  long count();
}
