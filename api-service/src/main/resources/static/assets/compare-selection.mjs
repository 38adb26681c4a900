// What is done with several checkpoints at once: their files in one zip, more previews of all of them.

import { rows } from './compare-cells.mjs';
import { call } from './rest.mjs';

const PREFIX = 'preview-';
const page = document.getElementById('compare');
const bar = document.getElementById('compare-selection');
const zip = document.getElementById('compare-zip');
const all = document.getElementById('compare-all');
const none = document.getElementById('compare-none');
const dialog = document.getElementById('compare-request');
const form = dialog.querySelector('form');
const problem = document.getElementById('compare-request-problem');

const box = (row) => row.querySelector('[data-select]');
const idOf = (row) => row.id.slice('row-'.length);

/** Ids of all that are ticked, on this page of the table and on others, and whether there is a file. */
const ticked = new Map();

/** Those with a file. */
const chosen = () => [...ticked].filter(([, hasFile]) => hasFile).map(([id]) => id);

const tick = (row, isTicked) =>
  isTicked ? ticked.set(idOf(row), 'file' in row.dataset) : ticked.delete(idOf(row));

/** Says how many there are, and what can be done with them. */
export function showSelection() {
  const shown = rows();
  shown.forEach((row) => {
    box(row).checked = ticked.has(idOf(row));
    tick(row, box(row).checked); // why: its file may be gone by now
  });
  const ids = chosen();
  const here = new Set(shown.map(idOf));
  const elsewhere = ids.filter((id) => !here.has(id)).length;
  all.checked = shown.length > 0 && shown.every((row) => box(row).checked);
  bar.hidden = ids.length === 0;
  document.getElementById('compare-chosen').textContent = ids.length;
  document.getElementById('compare-elsewhere').textContent = elsewhere;
  document.getElementById('compare-elsewhere-part').hidden = elsewhere === 0;
  zip.hidden = ids.length > Number(zip.dataset.most);
  zip.href = zip.hidden ? '' : `/api/v1/versions/${page.dataset.version}/checkpoints.zip?ids=${ids.join(',')}`;
  document.getElementById('compare-zip-most').hidden = !zip.hidden;
}

page.addEventListener('change', (event) => {
  if (event.target === all) {
    rows().forEach((row) => tick(row, all.checked));
  } else if (event.target.matches('[data-select]')) {
    tick(event.target.closest('tr'), event.target.checked);
  } else {
    return;
  }
  showSelection();
});

none.addEventListener('click', () => {
  ticked.clear();
  showSelection();
  all.focus();
});

/** Settings that somebody has filled in; several ticks of one are a list. */
function settings() {
  const given = {};
  for (const name of new Set(new FormData(form).keys())) {
    const values = new FormData(form).getAll(name).filter((value) => value.trim());
    if (values.length) {
      given[name.slice(PREFIX.length)] = values.length > 1 ? values : values[0];
    }
  }
  return given;
}

document.getElementById('compare-request-open')?.addEventListener('click', () => {
  problem.textContent = '';
  document.getElementById('compare-asked').textContent = '';
  dialog.showModal();
});

dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button.main');
  button.disabled = true;
  try {
    await call('POST', '/api/v1/previews', { body: { checkpoints: chosen(), settings: settings() } });
    dialog.close();
    document.getElementById('compare-asked').textContent = dialog.dataset.asked;
  } catch (refused) {
    problem.textContent = refused.message;
  } finally {
    button.disabled = false;
  }
});
