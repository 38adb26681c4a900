// Two pictures of the table, one over the other, with a line between them that people move.

import { board, cells } from './compare-cells.mjs';
import { listenToGestures } from './compare-gestures.mjs';
import { factsOf, shownCell, titleOf, wholePicture } from './compare-large.mjs';
import { showMarkOf, toggleStar, writeNote } from './compare-marks.mjs';
import { isTyping, keysAreOn } from './shortcuts.mjs';

const STEP = 2;
const ZOOM_STEP = 0.5;
const dialog = document.getElementById('compare-ab');
const layers = document.getElementById('compare-ab-layers');
const split = document.getElementById('compare-ab-split');
const zoom = document.getElementById('compare-ab-zoom');
const openers = document.querySelectorAll('[data-ab-open]');
const sided = document.getElementById('compare-sided');
const chosen = { a: undefined, b: undefined };

const markOf = (letter) => document.getElementById(`compare-${letter}-mark`);
/** The cell of a picture, if it is on this page of the table. */
const cellOf = (side) => board()?.querySelector(`.compare-cell > img[src^="${CSS.escape(side.picture)}?"]`)?.parentElement;

/** Marks the two in the table, which may have been filled anew, and says which they are. */
export function showChosen() {
  document.querySelectorAll('.compare-cell[data-ab]').forEach((cell) => delete cell.dataset.ab);
  for (const [letter, side] of Object.entries(chosen)) {
    const cell = side && cellOf(side);
    if (cell) {
      cell.dataset.ab = cell.dataset.ab ? `${cell.dataset.ab} ${letter}` : letter;
    }
  }
  const sides = Object.entries(chosen).filter(([, side]) => side);
  sided.hidden = sides.length === 0;
  sided.textContent = sides.map(([letter, side]) => `${letter.toUpperCase()}: ${side.title}`).join(' · ');
  openers.forEach((button) => (button.disabled = sides.length < 2));
}

/** Keeps all that is shown of it: its row may go, as one turns the page of the table. */
function choose(letter, cell) {
  chosen[letter] = {
    checkpoint: cell.closest('tr').id.slice('row-'.length),
    picture: wholePicture(cell),
    title: titleOf(cell),
    label: cell.getAttribute('aria-label'),
    facts: factsOf(cell).flatMap((fact) => [...fact.cloneNode(true).children]),
  };
  showChosen();
  document.getElementById('compare-ab-status').textContent = `${letter.toUpperCase()}: ${titleOf(cell)}`;
}

function show() {
  for (const [letter, side] of Object.entries(chosen)) {
    const image = document.getElementById(`compare-ab-${letter}`);
    image.src = side.picture;
    image.alt = side.label;
    document.getElementById(`compare-ab-${letter}-title`).textContent = side.title;
    showMarkOf(markOf(letter), side.checkpoint);
    document.getElementById(`compare-ab-${letter}-facts`).replaceChildren(...side.facts);
  }
  place();
}

function place() {
  layers.style.setProperty('--split', `${split.value}%`);
  layers.style.setProperty('--scale', zoom.value);
  layers.classList.toggle('larger', zoom.value > 1);
}

function open() {
  if (chosen.a && chosen.b) {
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

const isLargeOpen = () => document.getElementById('compare-large').open;

/** The cell that keys mean: the one that is shown large, or has the focus. */
function meant() {
  if (isLargeOpen()) {
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
  } else if (cell && event.key === 's') {
    toggleStar(cell.closest('tr'));
  } else if (cell && event.key === 'n') {
    writeNote(isLargeOpen() ? markOf('large') : cell.closest('tr'));
    event.preventDefault(); // why: else the letter is the first of the note
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

listenToGestures(document.getElementById('compare-ab-stage'), layers, document.getElementById('compare-ab-handle'), {
  get scale() {
    return Number(zoom.value);
  },
  zoom(scale) {
    zoom.value = scale;
    place();
  },
  split(clientX) {
    const box = layers.getBoundingClientRect();
    split.value = (100 * (clientX - box.left)) / box.width;
    place();
  },
});

dialog.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button && 'swap' in button.dataset) {
    swap();
  } else if (button && 'close' in button.dataset) {
    dialog.close();
  }
});

const keys = {
  ArrowLeft: () => (split.value = Number(split.value) - STEP),
  ArrowRight: () => (split.value = Number(split.value) + STEP),
  '+': () => (zoom.value = Number(zoom.value) + ZOOM_STEP),
  '-': () => (zoom.value = Number(zoom.value) - ZOOM_STEP),
  1: () => toggleStar(markOf('a')),
  2: () => toggleStar(markOf('b')),
};
keys['='] = keys['+'];

dialog.addEventListener('keydown', (event) => {
  const isOwn = event.target.type === 'range' && event.key.startsWith('Arrow');
  const isSign = event.key.length === 1;
  if (isTyping(event) || isOwn || !keys[event.key] || (isSign && !keysAreOn())) {
    return;
  }
  keys[event.key]();
  place();
  event.preventDefault();
});
