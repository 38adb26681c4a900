// Small pictures that the service had no time to make are asked for once more.

const PAUSE = 3000; // as the service says with Retry-After, in ms

document.addEventListener('error', ({ target }) => {
  if (target instanceof HTMLImageElement && target.closest('main') && !target.dataset.again) {
    target.dataset.again = 'true';
    const address = target.src;
    setTimeout(() => {
      if (target.isConnected && target.src === address) {
        target.src = address;
      }
    }, PAUSE);
  }
}, { capture: true });
