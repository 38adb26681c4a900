// What is pressed stays where it is until it is let go: else the press would end on another element than it began on, and
// nothing would come of it. What the page has asked for by itself meanwhile is asked for once more after it.

import { isAct } from './busy.mjs';

const late = new Set();
let pressed;

function letGo() {
  pressed = undefined;
  late.forEach((element) => window.htmx.trigger(element, 'sse:reset'));
  late.clear();
}

addEventListener('pointerdown', (event) => (pressed = event.target), { capture: true });
['pointerup', 'pointercancel', 'dragend'].forEach((end) =>
  addEventListener(end, () => setTimeout(letGo), { capture: true })); // why: the click comes after it

document.body.addEventListener('htmx:beforeSwap', (event) => {
  const { elt, requestConfig, target } = event.detail;
  if (pressed && !isAct(requestConfig) && target.contains(pressed)) {
    event.detail.shouldSwap = false;
    late.add(elt);
  }
});
