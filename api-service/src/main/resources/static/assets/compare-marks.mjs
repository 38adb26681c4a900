// Stars and notes of checkpoints, which everybody sees: in the rows of the table and over it. A note replaces only the one
// that its writer has seen; where another has written meanwhile both are shown.

import { say } from './page.mjs';
import { call } from './rest.mjs';

const page = document.getElementById('compare');
const PLACES = 'tr[id^="row-"], [data-mark]';

const holderOf = (element) => element.closest(PLACES);
const idOf = (holder) => holder.dataset.mark ?? holder.id.slice('row-'.length);
const rowOf = (id) => document.getElementById(`row-${id}`);
const noteOf = (holder) => holder.querySelector('[data-note]');
const starOf = (holder) => holder.querySelector('[data-star]');

/** Where a checkpoint's mark is shown: its row, and what lies over the table. */
const holdersOf = (id) => [rowOf(id), ...document.querySelectorAll(`[data-mark="${CSS.escape(id)}"]`)].filter(Boolean);

const isStarred = (row) => starOf(row).getAttribute('aria-pressed') === 'true';

const isWritten = (note) => note.value !== note.defaultValue;

/** What another has written, above which one's own text stands; nothing where that is settled. */
function tellOf(holder, theirs) {
  const note = noteOf(holder);
  const told = holder.querySelector('.compare-conflict');
  if (theirs === undefined) {
    told?.remove();
    return;
  }
  const shown = told ?? document.getElementById('compare-conflict').content.firstElementChild.cloneNode(true);
  shown.querySelector('blockquote').textContent = theirs;
  if (!told) {
    note.after(shown);
  }
}

/** What somebody has opened or written of a row, for the row that takes its place. */
export function carryMarks(old, fresh) {
  if (!fresh) {
    return;
  }
  fresh.querySelector('details').open = old.querySelector('details').open;
  carryNote(noteOf(old), noteOf(fresh), fresh);
}

function carryNote(old, fresh, holder) {
  const theirs = fresh.defaultValue;
  if (isWritten(old) && old.value !== theirs) {
    const isOvertaken = old.dataset.edition !== fresh.dataset.edition || old.parentElement.querySelector('.compare-conflict');
    fresh.value = old.value; // why: what could not be saved is not lost
    tellOf(holder, isOvertaken ? theirs : undefined);
  }
}

/** Shows the mark of a row in a place over the table. */
export function showMark(place, row) {
  const own = noteOf(row);
  fill(place, idOf(row), { starred: isStarred(row), note: own.defaultValue, noteEdition: own.dataset.edition });
  noteOf(place).value = own.value;
  tellOf(place, row.querySelector('.compare-conflict blockquote')?.textContent);
}

/** The same of a checkpoint that may stand on another page of the table. */
export async function showMarkOf(place, id) {
  const row = rowOf(id);
  if (row) {
    showMark(place, row);
    return;
  }
  fill(place, id, { starred: false, note: '', noteEdition: 0 });
  try {
    const { content } = await call('GET', `/api/v1/checkpoints/${id}/mark`);
    if (place.dataset.mark === id && !isWritten(noteOf(place))) {
      fill(place, id, content);
    }
  } catch (refused) {
    say(refused.message);
  }
}

function fill(place, id, { starred, note, noteEdition }) {
  const field = noteOf(place);
  place.dataset.mark = id;
  starOf(place).setAttribute('aria-pressed', starred);
  field.dataset.edition = noteEdition;
  field.defaultValue = note;
  field.value = note;
  tellOf(place);
}

/** After rows have been put in place anew: what lies over the table goes with them. */
export function renewMarks() {
  document.querySelectorAll('[data-mark]').forEach((place) => {
    const row = rowOf(place.dataset.mark);
    if (row && !isWritten(noteOf(place))) {
      showMark(place, row);
    }
  });
}

function took(id, { starred, note, noteEdition }, wrote) {
  for (const holder of holdersOf(id)) {
    const field = noteOf(holder);
    const isElsewhere = isWritten(field) && field.value !== wrote;
    starOf(holder).setAttribute('aria-pressed', starred);
    if (isElsewhere && wrote === undefined) {
      continue; // why: whoever gives a star has not seen a note for that
    }
    field.dataset.edition = noteEdition;
    field.defaultValue = note;
    if (!isElsewhere) {
      field.value = note;
      tellOf(holder);
    }
  }
  page.dispatchEvent(new Event('compare:marked'));
}

/** Both texts stay: one's own is saved over theirs when it is asked for again. */
async function overtaken(id, wrote) {
  const { content: now } = await call('GET', `/api/v1/checkpoints/${id}/mark`);
  for (const holder of holdersOf(id)) {
    const field = noteOf(holder);
    field.dataset.edition = now.noteEdition;
    field.defaultValue = now.note;
    field.value = wrote;
    tellOf(holder, wrote === now.note ? undefined : now.note);
  }
}

async function mark(holder, change) {
  const id = idOf(holder);
  const isNote = 'note' in change;
  try {
    const etag = isNote ? `"${noteOf(holder).dataset.edition}"` : undefined;
    const { content } = await call('PUT', `/api/v1/checkpoints/${id}/mark`, { body: change, etag, last: true });
    took(id, content, isNote ? change.note : undefined);
  } catch (refused) {
    if (refused.status === 412) {
      await overtaken(id, change.note);
    } else {
      say(refused.message);
    }
  }
}

export function toggleStar(holder) {
  if (starOf(holder).disabled) return; // why: keys ask for it too
  mark(holder, { starred: !isStarred(holder) });
}

/** To where a note is written. */
export function writeNote(holder) {
  const more = holder.querySelector('details');
  if (more) {
    more.open = true;
  }
  noteOf(holder).focus();
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-star], [data-mine], [data-theirs]');
  const holder = button && holderOf(button);
  if (!holder) {
    return;
  }
  const note = noteOf(holder);
  if ('star' in button.dataset) {
    toggleStar(holder);
  } else if ('mine' in button.dataset) {
    mark(holder, { note: note.value });
  } else {
    holdersOf(idOf(holder)).forEach((each) => {
      noteOf(each).value = noteOf(each).defaultValue;
      tellOf(each);
    });
  }
});

document.addEventListener('change', ({ target }) => {
  if (target.matches('[data-note]') && holderOf(target)) {
    mark(holderOf(target), { note: target.value });
  }
});
