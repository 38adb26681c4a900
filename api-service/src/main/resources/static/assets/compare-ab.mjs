// Two pictures of the table, one over the other, with a line between them that people move.

import { cells } from './compare-cells.mjs';
import { factsOf, shownCell, titleOf, wholePicture } from './compare-large.mjs';
import { isTyping, keysAreOn } from './shortcuts.mjs';

const STEP = 2;
const dialog = document.getElementById('compare-ab');
const layers = document.getElementById('compare-ab-layers');
const split = document.getElementById('compare-ab-split');
const zoom = document.getElementById('compare-ab-zoom');
const openers = document.querySelectorAll('[data-ab-open]');
const chosen = { a: undefined, b: undefined };

const placeOf = (cell) => ({ row: cell.closest('tr').id, column: cell.parentElement.cellIndex });
const cellAt = (place) => document.getElementById(place?.row)?.cells[place.column]?.querySelector('.compare-cell');

/** Marks the two in the table, which may have been filled anew. */
export function showChosen() {
  document.querySelectorAll('.compare-cell[data-ab]').forEach((cell) => delete cell.dataset.ab);
  for (const [letter, place] of Object.entries(chosen)) {
    const cell = cellAt(place);
    if (cell) {
      cell.dataset.ab = cell.dataset.ab ? `${cell.dataset.ab} ${letter}` : letter;
    }
  }
  openers.forEach((button) => (button.disabled = !(cellAt(chosen.a) && cellAt(chosen.b))));
}

function choose(letter, cell) {
  chosen[letter] = placeOf(cell);
  showChosen();
  document.getElementById('compare-ab-status').textContent = `${letter.toUpperCase()}: ${titleOf(cell)}`;
}

function show() {
  for (const letter of ['a', 'b']) {
    const cell = cellAt(chosen[letter]);
    const image = document.getElementById(`compare-ab-${letter}`);
    image.src = wholePicture(cell);
    image.alt = cell.getAttribute('aria-label');
    document.getElementById(`compare-ab-${letter}-title`).textContent = titleOf(cell);
    document
      .getElementById(`compare-ab-${letter}-facts`)
      .replaceChildren(...factsOf(cell).flatMap((fact) => [...fact.cloneNode(true).children]));
  }
  place();
}

function place() {
  layers.style.setProperty('--split', `${split.value}%`);
  layers.style.setProperty('--scale', zoom.value);
}

function open() {
  if (cellAt(chosen.a) && cellAt(chosen.b)) {
    document.getElementById('compare-large').close();
    show();
    dialog.showModal();
    split.focus();
  }
}

function swap() {
  [chosen.a, chosen.b] = [chosen.b, chosen.a];
  showChosen();
  show();
}

/** The cell that keys mean: the one that is shown large, or has the focus. */
function meant() {
  if (document.getElementById('compare-large').open) {
    return shownCell();
  }
  return cells().find((cell) => cell === document.activeElement);
}

document.addEventListener('keydown', (event) => {
  if (!keysAreOn() || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || dialog.open) {
    return;
  }
  const cell = meant();
  if (cell && (event.key === 'a' || event.key === 'b')) {
    choose(event.key, cell);
  } else if (event.key === 'c') {
    open();
  }
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button?.dataset.ab && button.closest('dialog')) {
    choose(button.dataset.ab, shownCell());
  } else if (button && 'abOpen' in button.dataset) {
    open();
  }
});

// In the dialog ----------------------------------------------------------------------------------------------------

split.addEventListener('input', place);
zoom.addEventListener('input', place);

dialog.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button && 'swap' in button.dataset) {
    swap();
  } else if (button && 'close' in button.dataset) {
    dialog.close();
  }
});

dialog.addEventListener('keydown', (event) => {
  const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
  if (by && event.target.type !== 'range') {
    split.value = Number(split.value) + by;
  } else if ('+=-'.includes(event.key)) {
    zoom.value = Number(zoom.value) + (event.key === '-' ? -1 : 1) * zoom.step;
  } else {
    return;
  }
  place();
  event.preventDefault();
});

function follow(event) {
  const box = layers.getBoundingClientRect();
  split.value = (100 * (event.clientX - box.left)) / box.width;
  place();
}

layers.addEventListener('pointerdown', (event) => {
  layers.setPointerCapture(event.pointerId);
  follow(event);
});
layers.addEventListener('pointermove', (event) => {
  if (layers.hasPointerCapture(event.pointerId)) {
    follow(event);
  }
});
