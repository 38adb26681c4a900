// The table that compares a version's pictures: scales what the service has chosen and sorted, and leads through it by
// keys.

import { showChosen } from './compare-ab.mjs';
import { ask } from './compare-address.mjs';
import { ARROWS, board, cells, focusCell, neighbour } from './compare-cells.mjs';
import { openLarge } from './compare-large.mjs';
import { takeInNews } from './compare-news.mjs';
import { showSelection } from './compare-selection.mjs';
import { isTyping, keysAreOn } from './shortcuts.mjs';

const THUMBNAILS = [128, 256, 512];
const page = document.getElementById('compare');
const slider = document.getElementById('compare-zoom');

/** What goes with the rows that are shown. */
function follow() {
  makeReachable();
  showChosen();
  showSelection();
  say('compare-rows', document.getElementById('compare-pages').dataset.count);
  say('compare-pictures', cells().length);
}

function say(id, text) {
  const place = document.getElementById(id);
  if (place.textContent !== String(text)) {
    place.textContent = text;
  }
}

// Size -------------------------------------------------------------------------------------------------------------

function scale() {
  board()?.style.setProperty('--cell', `${slider.value}px`);
  board()?.style.setProperty('--tallest', board().querySelector('table').dataset.tallest / 100);
}

/** Pictures as wide as their cells need; those out of sight are still fetched no sooner than they come into it. */
function sharpen() {
  const wanted = THUMBNAILS.find((width) => width >= slider.value * devicePixelRatio) ?? THUMBNAILS.at(-1);
  page.querySelectorAll('.compare-cell img').forEach((image) => {
    const source = image.getAttribute('src').replace(/\d+$/, wanted);
    if (source !== image.getAttribute('src')) {
      image.src = source;
    }
  });
}

slider.addEventListener('input', scale);
slider.addEventListener('change', sharpen);

// Keys -------------------------------------------------------------------------------------------------------------

/** Tab leads into the table and out of it again; within it arrows do. */
function makeReachable() {
  const all = cells();
  if (!all.some((cell) => cell.tabIndex === 0)) {
    all[0]?.setAttribute('tabindex', '0');
  }
}

document.addEventListener('keydown', (event) => {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) {
    return;
  }
  if (keysAreOn() && !document.querySelector('dialog[open]') && '+=-'.includes(event.key)) {
    slider.value = Number(slider.value) + (event.key === '-' ? -1 : 1) * 2 * slider.step;
    scale();
    sharpen();
    event.preventDefault();
  } else if (target.matches('.compare-cell') && ARROWS[event.key]) {
    const next = neighbour(target, ...ARROWS[event.key]);
    if (next) {
      focusCell(next);
    }
    event.preventDefault();
  }
});

page.addEventListener('click', (event) => {
  const cell = event.target.closest('.compare-cell');
  if (cell) {
    focusCell(cell);
    openLarge(cell);
  }
});

page.addEventListener('compare:marked', () => {
  if (document.getElementById('compare-starred').checked) {
    ask();
  }
});

function showAll() {
  follow();
  scale();
  sharpen();
}

takeInNews(showAll);
showAll();
