// Takes into the table what is new, without disturbing anybody: only rows that differ are put in place, what people have
// chosen, opened and written stays, and while somebody writes nothing is put in place at all.

import { takeTurn, wanted } from './compare-address.mjs';
import { board, keepingFocus, rows } from './compare-cells.mjs';
import { carryMarks, renewMarks } from './compare-marks.mjs';

const page = document.getElementById('compare');
let taken = () => {};

/** From now on, with something to do after each time. */
export function takeInNews(then) {
  taken = then;
}

const PARTS = ['compare-pages', 'compare-choices', 'compare-shared'];
let served = partsOf(document);

function partsOf(root) {
  const table = root.getElementById('compare-board');
  return {
    around: new Map(PARTS.map((id) => [id, root.getElementById(id).outerHTML])),
    head: table?.querySelector('thead').outerHTML,
    tallest: table?.querySelector('table').dataset.tallest,
    rows: new Map([...(table?.querySelectorAll('tbody tr') ?? [])].map((row) => [row.id, row.outerHTML])),
  };
}

function takeIn(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  if (!fresh.getElementById('compare-choices')) {
    return; // why: whoever is not signed in any more gets another page
  }
  const news = partsOf(fresh);
  const isTurned = takeTurn();
  keepingFocus(() => {
    PARTS.filter((id) => news.around.get(id) !== served.around.get(id)).forEach((id) => takeInPart(id, fresh));
    if (news.head === served.head && news.tallest === served.tallest) {
      takeInRows(fresh, news);
    } else {
      takeInBoard(fresh);
    }
  });
  served = news;
  if (isTurned) {
    board()?.scrollTo(0, 0);
    if (document.activeElement === document.body) {
      board()?.focus(); // why: what led here may be gone, such as the way to the next page
    }
  }
  renewMarks();
  taken();
}

/** What is open stays so; what is chosen the service has said itself. */
function takeInPart(id, fresh) {
  const old = document.getElementById(id);
  const part = fresh.getElementById(id);
  for (const details of part.querySelectorAll('details')) {
    details.open = document.getElementById(details.id)?.open ?? details.open;
  }
  old.replaceWith(part);
}

function takeInRows(fresh, news) {
  const body = board()?.querySelector('tbody');
  [...served.rows.keys()].filter((id) => !news.rows.has(id)).forEach((id) => document.getElementById(id).remove());
  [...news.rows.keys()].forEach((id, place) => {
    const old = document.getElementById(id);
    const row = served.rows.get(id) === news.rows.get(id) ? old : fresh.getElementById(id);
    if (old && old !== row) {
      carryMarks(old, row);
      old.replaceWith(row);
    }
    if (body.rows[place] !== row) {
      body.insertBefore(row, body.rows[place] ?? null);
    }
  });
}

function takeInBoard(fresh) {
  const shown = fresh.getElementById('compare-board');
  rows().forEach((row) => carryMarks(row, fresh.getElementById(row.id)));
  if (board() && shown) {
    board().replaceChildren(...shown.childNodes);
  } else {
    board()?.remove();
    page.append(...(shown ? [shown] : []));
  }
}

let waiting;

page.addEventListener('htmx:afterRequest', (event) => {
  if (event.target === page && event.detail.successful) {
    waiting = { html: event.detail.xhr.responseText, of: event.detail.pathInfo.requestPath };
    takeInUnlessSomebodyWrites();
  }
});
document.addEventListener('focusout', () => setTimeout(takeInUnlessSomebodyWrites));

function takeInUnlessSomebodyWrites() {
  if (waiting !== undefined && !document.activeElement?.matches('[data-note]')) {
    const { html, of } = waiting;
    waiting = undefined;
    if (of === wanted()) {
      takeIn(html); // why: else something else is chosen by now, and on its way
    }
  }
}
