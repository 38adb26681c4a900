// Marks settings that are not as by default, puts them back, and lists what differs from an earlier job.

import { undoable } from './undo.mjs';
import { boxes, fill, first, form, label, same, tell, usual, value } from './values.mjs';

const said = document.getElementById('tools').dataset;
const total = document.getElementById('changed-count');
const resetAll = document.getElementById('reset-all');
const origin = document.getElementById('origin');

/** A list of settings with their old and new values. */
export function list(into, changes) {
  into.replaceChildren(...changes.map(({ box, from, to }) => {
    const row = document.createElement('li');
    const was = document.createElement('del');
    const is = document.createElement('ins');
    was.textContent = from || said.empty;
    is.textContent = to || said.empty;
    row.append(`${label(box)}: `, was, ' → ', is);
    return row;
  }));
}

function mark() {
  let count = 0;
  for (const box of boxes) {
    const changed = !same(box, value(box), usual(box));
    box.classList.toggle('changed', changed);
    count += changed;
  }
  total.textContent = count > 0 ? said.some.replace('{0}', count) : '';
  resetAll.hidden = count === 0;
  for (const group of form.querySelectorAll('details.group')) {
    const within = group.querySelectorAll('.changed').length;
    group.querySelector('.count').textContent = within > 0 ? said.some.replace('{0}', within) : '';
  }
  compare();
}

function compare() {
  if (!origin) {
    return;
  }
  const changes = boxes.map((box) => ({ box, from: first(box), to: value(box) }))
    .filter(({ box, from, to }) => !same(box, from, to));
  document.getElementById('origin-same').hidden = changes.length > 0;
  const shown = document.getElementById('origin-changes');
  shown.hidden = changes.length === 0;
  list(shown.querySelector('ul'), changes);
}

form.addEventListener('input', mark);
form.addEventListener('click', (event) => {
  const box = event.target.closest('[data-reset]')?.closest('.setting');
  if (box) {
    fill(box, usual(box));
    tell();
    box.querySelector('input, textarea, select').focus();
  }
});
resetAll.addEventListener('click', () => undoable(() => boxes.forEach((box) => fill(box, usual(box)))));
mark();
