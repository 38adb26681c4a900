// The table that compares a version's pictures: chooses, sorts and scales what the server has put there. Everything that
// it knows stands in the page's own attributes.

import { showChosen } from './compare-ab.mjs';
import { ARROWS, board, cells, focusCell, keepingFocus, neighbour, rows } from './compare-cells.mjs';
import { openLarge } from './compare-large.mjs';
import { isStarred } from './compare-marks.mjs';
import { takeInNews } from './compare-news.mjs';
import { showSelection } from './compare-selection.mjs';
import { isTyping, keysAreOn } from './shortcuts.mjs';

const THUMBNAILS = [128, 256, 512];
const page = document.getElementById('compare');
const slider = document.getElementById('compare-zoom');
const sorting = document.getElementById('compare-sort');
const starred = document.getElementById('compare-starred');

const numbers = (element) => element.dataset.of.split(' ');

// What is chosen ---------------------------------------------------------------------------------------------------

function isChosen() {
  const filters = [...page.querySelectorAll('select[data-filter]')]
    .filter((select) => select.value)
    .map((select) => numbers(select.selectedOptions[0]));
  return (row) =>
    filters.every((jobs) => jobs.includes(row.dataset.job)) && (!starred.checked || isStarred(row));
}

/** Columns that nobody has hidden, and in which a chosen row has a picture. */
function shownColumns(chosen) {
  const hidden = new Set([...page.querySelectorAll('input[data-hide]:not(:checked)')].flatMap(numbers));
  const shown = new Set();
  for (const cell of chosen.flatMap((row) => [...row.querySelectorAll('.compare-cell')])) {
    const column = cell.parentElement.cellIndex;
    if (!hidden.has(String(column - 1))) {
      shown.add(column);
    }
  }
  return shown;
}

function apply() {
  if (!board()) {
    return;
  }
  const wanted = isChosen();
  const all = rows();
  all.forEach((row) => (row.hidden = !wanted(row)));
  const chosen = all.filter((row) => !row.hidden);
  const columns = shownColumns(chosen);
  for (const row of [board().querySelector('thead tr'), ...all]) {
    [...row.cells].slice(1).forEach((cell) => (cell.hidden = !columns.has(cell.cellIndex)));
  }
  sort(all);
  makeReachable();
  showChosen();
  showSelection();
  say('compare-rows', chosen.length);
  say('compare-pictures', cells().length);
}

function say(id, text) {
  const place = document.getElementById(id);
  if (place.textContent !== String(text)) {
    place.textContent = text;
  }
}

function sort(all) {
  const number = (row, name) => (row.dataset[name] === undefined ? Infinity : Number(row.dataset[name]));
  const keys = (row) => [
    ...(sorting.value === 'job' ? [] : [number(row, sorting.value)]),
    number(row, 'job'),
    row.dataset.made === 'true' ? 1 : 0,
    number(row, 'step'),
  ];
  const sorted = all
    .map((row) => ({ row, keys: keys(row) }))
    .sort((one, other) => {
      const at = one.keys.findIndex((key, i) => key !== other.keys[i]);
      return at < 0 ? 0 : one.keys[at] < other.keys[at] ? -1 : 1;
    })
    .map((each) => each.row);
  // why: what is moved loses the focus
  if (sorted.some((row, i) => row !== all[i])) {
    keepingFocus(() => board().querySelector('tbody').append(...sorted));
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

page.addEventListener('change', (event) => {
  if (event.target.matches('[data-filter], [data-hide], #compare-sort, #compare-starred')) {
    apply();
  }
});

page.addEventListener('compare:marked', apply);

takeInNews(() => {
  apply();
  scale();
  sharpen();
});

apply();
scale();
sharpen();
