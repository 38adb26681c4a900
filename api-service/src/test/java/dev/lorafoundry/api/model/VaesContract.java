package dev.lorafoundry.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.VaeId;
import org.junit.jupiter.api.Test;

/** What every {@link Vaes} does. */
public abstract class VaesContract {
  protected abstract Vaes vaes();

  @Test
  void findsAVaeAsItWasAdded() {
    RegisteredVae vae = VaeExample.of("abc");

    assertThat(vaes().add(vae)).isEqualTo(vae);
    assertThat(vaes().find(vae.reference().id())).contains(vae);
    assertThat(vaes().find(VaeId.random())).isEmpty();
  }

  @Test
  void countsTheSameFileOnce() {
    RegisteredVae first = vaes().add(VaeExample.of("abc"));

    assertThat(vaes().add(VaeExample.of("abc"))).isEqualTo(first);
    assertThat(vaes().count()).isEqualTo(1);
  }

  @Test
  void listsTheNewestFirst() {
    vaes().add(VaeExample.of("a"));
    RegisteredVae second = vaes().add(VaeExample.of("b"));
    RegisteredVae third = vaes().add(VaeExample.of("c"));

    assertThat(vaes().list(0, 2)).containsExactly(third, second);
    assertThat(vaes().list(2, 2)).hasSize(1);
  }
}
