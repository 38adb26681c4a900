// Takes into the table what is new, without disturbing anybody: only rows that differ are put in place, what people have
// chosen, opened and written stays, and while somebody writes nothing is put in place at all.

import { board, keepingFocus, rows } from './compare-cells.mjs';
import { carryMarks, renewMarks } from './compare-marks.mjs';

const page = document.getElementById('compare');
let taken = () => {};

/** From now on, with something to do after each time. */
export function takeInNews(then) {
  taken = then;
}

let served = partsOf(document);

function partsOf(root) {
  const table = root.getElementById('compare-board');
  return {
    frame: root.getElementById('compare-choices').outerHTML + (table?.querySelector('thead').outerHTML ?? ''),
    rows: new Map([...(table?.querySelectorAll('tbody tr') ?? [])].map((row) => [row.id, row.outerHTML])),
  };
}

function takeIn(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  if (!fresh.getElementById('compare-choices')) {
    return; // why: whoever is not signed in any more gets another page
  }
  const news = partsOf(fresh);
  keepingFocus(() => (news.frame === served.frame ? takeInRows(fresh, news) : takeInAll(fresh)));
  served = news;
  renewMarks();
  taken();
}

function takeInRows(fresh, news) {
  for (const [id, row] of news.rows) {
    if (!served.rows.has(id)) {
      board().querySelector('tbody').append(fresh.getElementById(id));
    } else if (served.rows.get(id) !== row) {
      carryMarks(document.getElementById(id), fresh.getElementById(id));
      document.getElementById(id).replaceWith(fresh.getElementById(id));
    }
  }
  [...served.rows.keys()].filter((id) => !news.rows.has(id)).forEach((id) => document.getElementById(id).remove());
}

/** Other columns, or other things to choose: what was chosen stays so. */
function takeInAll(fresh) {
  const old = document.getElementById('compare-choices');
  const choices = fresh.getElementById('compare-choices');
  for (const select of old.querySelectorAll('select')) {
    const option = [...(choices.querySelector(`#${CSS.escape(select.id)}`)?.options ?? [])].find(
      (each) => each.value === select.value,
    );
    if (option) {
      option.selected = true;
    }
  }
  for (const box of old.querySelectorAll('input[data-hide]:not(:checked)')) {
    [...choices.querySelectorAll('input[data-hide]')]
      .filter((each) => each.name === box.name && each.value === box.value)
      .forEach((each) => (each.checked = false));
  }
  old.querySelectorAll('details[open]').forEach((each) => choices.querySelector(`#${each.id}`)?.setAttribute('open', ''));
  old.replaceWith(choices);
  if (board() && fresh.getElementById('compare-board')) {
    rows().forEach((row) => carryMarks(row, fresh.getElementById(row.id)));
    board().replaceChildren(...fresh.getElementById('compare-board').childNodes);
  } else {
    page.querySelectorAll(':scope > .empty, #compare-board').forEach((each) => each.remove());
    page.append(...fresh.body.querySelectorAll(':scope > .empty, :scope > #compare-board'));
  }
}

let waiting;

page.addEventListener('htmx:afterRequest', (event) => {
  if (event.target === page && event.detail.successful) {
    waiting = event.detail.xhr.responseText;
    takeInUnlessSomebodyWrites();
  }
});
document.addEventListener('focusout', () => setTimeout(takeInUnlessSomebodyWrites));

function takeInUnlessSomebodyWrites() {
  if (waiting !== undefined && !document.activeElement?.matches('[data-note]')) {
    const html = waiting;
    waiting = undefined;
    takeIn(html);
  }
}
