package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.VaeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** VAEs in memory. */
public final class InMemoryVaes implements Vaes {
  private final List<RegisteredVae> vaes = new ArrayList<>();

  @Override
  public RegisteredVae add(RegisteredVae vae) {
    Optional<RegisteredVae> known =
        vaes.stream()
            .filter(each -> each.reference().sha256().equals(vae.reference().sha256()))
            .findFirst();
    if (known.isEmpty()) {
      vaes.add(0, vae);
    }
    return known.orElse(vae);
  }

  @Override
  public Optional<RegisteredVae> find(VaeId id) {
    return vaes.stream().filter(each -> each.reference().id().equals(id)).findFirst();
  }

  @Override
  public List<RegisteredVae> list(long offset, int count) {
    return vaes.stream().skip(offset).limit(count).toList();
  }

  @Override
  public long count() {
    return vaes.size();
  }
}
