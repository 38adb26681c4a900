// Stars and notes of checkpoints, which everybody sees.

import { say } from './page.mjs';
import { call } from './rest.mjs';

const page = document.getElementById('compare');

export const isStarred = (row) => row.querySelector('[data-star]').getAttribute('aria-pressed') === 'true';

/** What somebody has ticked or opened of a row, for the row that takes its place. */
export function carryMarks(old, fresh) {
  if (!fresh) {
    return;
  }
  fresh.querySelector('[data-select]').checked = old.querySelector('[data-select]').checked;
  fresh.querySelector('details').open = old.querySelector('details').open;
  const note = old.querySelector('[data-note]');
  if (note.value !== note.defaultValue) {
    fresh.querySelector('[data-note]').value = note.value; // why: what could not be saved is not lost
  }
}

async function mark(row, change) {
  const id = row.id.slice('row-'.length);
  try {
    const { content: now } = await call('PUT', `/api/v1/checkpoints/${id}/mark`, { body: change });
    const there = document.getElementById(row.id) ?? row;
    if ('note' in change) {
      there.querySelector('[data-note]').defaultValue = change.note;
    }
    there.querySelector('[data-star]').setAttribute('aria-pressed', now.starred);
    page.dispatchEvent(new Event('compare:marked'));
  } catch (refused) {
    say(refused.message);
  }
}

page.addEventListener('click', (event) => {
  const star = event.target.closest('[data-star]');
  if (star) {
    mark(star.closest('tr'), { starred: star.getAttribute('aria-pressed') !== 'true' });
  }
});

page.addEventListener('change', (event) => {
  if (event.target.matches('[data-note]')) {
    mark(event.target.closest('tr'), { note: event.target.value });
  }
});
