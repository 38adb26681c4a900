// Stars and notes of checkpoints, which everybody sees.

import { say, tokenHeaders } from './page.mjs';

const page = document.getElementById('compare');

export const isStarred = (row) => row.querySelector('[data-star]').getAttribute('aria-pressed') === 'true';

/** What somebody has ticked or opened of a row, for the row that takes its place. */
export function carryMarks(old, fresh) {
  if (!fresh) {
    return;
  }
  fresh.querySelector('[data-select]').checked = old.querySelector('[data-select]').checked;
  fresh.querySelector('details').open = old.querySelector('details').open;
}

/** The answer of the REST API; what it refuses is told in its own sentence. */
export async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', ...tokenHeaders() },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) {
    throw new Error(said.detail);
  }
  return said;
}

async function mark(row, change) {
  const id = row.id.slice('row-'.length);
  try {
    const now = await ask('PUT', `/api/v1/checkpoints/${id}/mark`, change);
    const there = document.getElementById(row.id) ?? row;
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
