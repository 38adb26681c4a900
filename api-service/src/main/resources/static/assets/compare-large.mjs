// One picture of the table as large as the window, with what it was rendered with.

import { ARROWS, cells, focusCell, neighbour } from './compare-cells.mjs';
import { showMark } from './compare-marks.mjs';

const dialog = document.getElementById('compare-large');
const picture = document.getElementById('compare-large-picture');
let shown;

/** The address of a cell's whole picture. */
export function wholePicture(cell) {
  return cell.querySelector('img').getAttribute('src').split('?')[0];
}

/** What a cell's picture was rendered with: pairs of terms, its own first. */
export function factsOf(cell) {
  const column = cell.closest('table').tHead.rows[0].cells[cell.parentElement.cellIndex];
  return [...column.querySelectorAll('[data-part]'), ...document.querySelectorAll('#compare-common [data-part]')];
}

export function titleOf(cell) {
  return cell.closest('tr').dataset.title;
}

export function openLarge(cell) {
  show(cell);
  if (!dialog.open) {
    dialog.showModal();
  }
}

/** As the webui writes them, and reads them when they are pasted; its names are English in every language. */
function parameters(facts, tag) {
  const last = { Steps: facts.steps, Sampler: facts.sampler, 'CFG scale': facts['cfg-scale'], Seed: facts.seed,
    Size: facts.size.replace(' × ', 'x') };
  return [
    `${facts.prompt} ${tag}`,
    ...(facts['negative-prompt'] ? [`Negative prompt: ${facts['negative-prompt']}`] : []),
    Object.entries(last).map(([name, value]) => `${name}: ${value}`).join(', '),
  ].join('\n');
}

function show(cell) {
  shown = { row: cell.closest('tr').id, column: cell.parentElement.cellIndex };
  const title = titleOf(cell);
  document.getElementById('compare-large-title').textContent = title;
  load(cell);
  showMark(document.getElementById('compare-large-mark'), cell.closest('tr'));
  picture.alt = cell.getAttribute('aria-label');
  document.getElementById('compare-large-file').href = wholePicture(cell);
  const facts = Object.fromEntries(factsOf(cell).map((fact) => [fact.dataset.part, fact.querySelector('dd').textContent]));
  const tag = `<lora:${cell.closest('tr').dataset.name}:${facts.weight}>`;
  document.getElementById('compare-large-tag').textContent = tag;
  document.getElementById('compare-large-text').textContent = parameters(facts, tag);
  document
    .getElementById('compare-large-facts')
    .replaceChildren(...factsOf(cell).flatMap((fact) => [...fact.cloneNode(true).children]));
}

/** The small picture, which is there already, until the whole one is. */
async function load(cell) {
  const place = shown;
  picture.src = cell.querySelector('img').src;
  const whole = new Image();
  whole.src = wholePicture(cell);
  await whole.decode();
  if (shown === place) {
    picture.src = whole.src;
  }
}

/** The cell of the picture that is shown; the table may have been filled anew since. */
export function shownCell() {
  return document.getElementById(shown?.row)?.cells[shown.column]?.querySelector('.compare-cell');
}

function go(across, down) {
  // why: what is shown may have gone from the table, with its star for example
  const next = shownCell() ? neighbour(shownCell(), across, down) : cells()[0];
  if (next) {
    show(next);
  }
}

dialog.addEventListener('keydown', (event) => {
  if (ARROWS[event.key] && !event.target.matches('input, textarea, select')) {
    go(...ARROWS[event.key]);
    event.preventDefault();
  }
});

dialog.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button?.dataset.go) {
    go(Number(button.dataset.go), 0);
  } else if (button && 'close' in button.dataset) {
    dialog.close();
  }
});

dialog.addEventListener('close', () => {
  const cell = shownCell();
  if (cell) {
    focusCell(cell);
  }
});
