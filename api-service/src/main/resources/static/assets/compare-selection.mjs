// What is done with several checkpoints at once: their files in one zip, more previews of all of them.

import { rows } from './compare-cells.mjs';
import { call } from './rest.mjs';

const PREFIX = 'preview-';
const page = document.getElementById('compare');
const bar = document.getElementById('compare-selection');
const zip = document.getElementById('compare-zip');
const all = document.getElementById('compare-all');
const dialog = document.getElementById('compare-request');
const form = dialog.querySelector('form');
const problem = document.getElementById('compare-request-problem');

const box = (row) => row.querySelector('[data-select]');
const idOf = (row) => row.id.slice('row-'.length);

/** Rows that are ticked and shown, and whose files are there. */
const chosen = () => rows().filter((row) => !row.hidden && box(row).checked && row.dataset.file);

/** Says how many there are, and what can be done with them. */
export function showSelection() {
  const ids = chosen().map(idOf);
  bar.hidden = ids.length === 0;
  document.getElementById('compare-chosen').textContent = ids.length;
  zip.hidden = ids.length > Number(zip.dataset.most);
  zip.href = `/api/v1/versions/${page.dataset.version}/checkpoints.zip?ids=${ids.join(',')}`;
  document.getElementById('compare-zip-most').hidden = !zip.hidden;
}

page.addEventListener('change', (event) => {
  if (event.target === all) {
    rows()
      .filter((row) => !row.hidden)
      .forEach((row) => (box(row).checked = all.checked));
  }
  if (event.target === all || event.target.matches('[data-select]')) {
    showSelection();
  }
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
    await call('POST', '/api/v1/previews', { body: { checkpoints: chosen().map(idOf), settings: settings() } });
    dialog.close();
    document.getElementById('compare-asked').textContent = dialog.dataset.asked;
  } catch (refused) {
    problem.textContent = refused.message;
  } finally {
    button.disabled = false;
  }
});
