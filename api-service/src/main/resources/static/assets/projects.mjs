// Projects, and the versions of one, kept new part by part: what somebody looks at, stands on or writes in stays as it is.

import { comesInto, isWritten, mergeParts } from './merge.mjs';

const isInUse = (part) => part.matches(':focus-within, :has(.problem:not(:empty), [aria-busy="true"])')
  || [...part.querySelectorAll('input, textarea')].some(isWritten);

/** What somebody has opened stays open; what somebody presses or writes in stays as it is, whatever comes for it. */
function keeps(present, fresh) {
  if (present.matches('details')) {
    fresh.open = present.open;
  }
  return present.matches(':has(form, button):not([data-parts])') && isInUse(present);
}

for (const place of ['#list', '#found', '#project']) {
  comesInto(place, (target, fragment) => mergeParts(target, fragment.querySelector(place) ?? fragment, keeps));
}
