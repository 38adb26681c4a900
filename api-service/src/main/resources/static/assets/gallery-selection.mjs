// Pictures of the gallery that are selected, whether their cards are there or not, and removed.

import { forget } from './gallery-captions.mjs';
import { say, tokenHeaders } from './page.mjs';

/** As many as the service removes in one request. */
const REMOVED_AT_ONCE = 1000;

const place = document.getElementById('pictures');
const bar = document.getElementById('selection');
const count = document.getElementById('picked');
const removing = document.getElementById('remove-picked');
const picked = new Set();
let last;

/** Boxes that are there anew know nothing of what was selected. */
export function showPicked(part) {
  part.querySelectorAll('.pick').forEach((box) => (box.checked = picked.has(box.dataset.picture)));
}

function tell() {
  bar.hidden = picked.size === 0;
  count.textContent = bar.dataset.picked.replace('{0}', picked.size);
}

function choose(pictures, chosen) {
  pictures.forEach((picture) => (chosen ? picked.add(picture) : picked.delete(picture)));
  showPicked(place);
  tell();
}

/** What the service answers, or the reason why it doesn't. */
async function ask(path, request) {
  const answer = await fetch(path, request).catch(() => undefined);
  if (answer?.ok && !answer.redirected) {
    return answer;
  }
  if (answer?.redirected || answer?.status === 401) {
    location.assign('/sign-in');
  }
  const problem = answer?.headers.get('Content-Type')?.includes('json') ? await answer.json() : undefined;
  say(problem?.detail ?? document.body.dataset.away);
  return undefined;
}

const version = () => document.getElementById('gallery').dataset.version;

/** All pictures of the gallery in its order, also those that are not loaded. */
async function order(of = '') {
  const answer = await ask(`/versions/${version()}/pictures/order?of=${of}`);
  return answer?.json();
}

const shown = () => order(document.getElementById('of')?.value);

place.addEventListener('click', async (event) => {
  const box = event.target.closest('.pick');
  if (!box) {
    return;
  }
  const { picture } = box.dataset;
  const from = event.shiftKey ? last : undefined;
  last = picture;
  choose([picture], box.checked);
  if (from) {
    const all = (await shown()) ?? [];
    const ends = [all.indexOf(from), all.indexOf(picture)];
    if (!ends.includes(-1)) {
      choose(all.slice(Math.min(...ends), Math.max(...ends) + 1), box.checked);
    }
  }
});

document.getElementById('pick-all')?.addEventListener('click', async () => choose((await shown()) ?? [], true));

document.getElementById('pick-none').addEventListener('click', () => choose([...picked], false));

removing?.addEventListener('click', async () => {
  if (!confirm(bar.dataset.confirm.replace('{0}', picked.size))) {
    return;
  }
  removing.disabled = true;
  // why: others may have removed some, and of those that are asked for all are removed, or none
  const pictures = ((await order()) ?? []).filter((picture) => picked.has(picture));
  for (let from = 0; from < pictures.length; from += REMOVED_AT_ONCE) {
    count.textContent = bar.dataset.removing.replace('{0}', from).replace('{1}', pictures.length);
    const some = pictures.slice(from, from + REMOVED_AT_ONCE);
    if (!(await remove(some))) {
      break;
    }
    some.forEach((picture) => picked.delete(picture));
    forget(some);
  }
  removing.disabled = false;
  tell();
  htmx.trigger(document.body, 'pictures-changed');
});

function remove(pictures) {
  return ask(`/api/v1/versions/${version()}/pictures/removals`, {
    method: 'POST',
    headers: { ...tokenHeaders(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ pictures }),
  });
}

/** What its own button has removed is selected no more. */
document.body.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (detail.successful && detail.requestConfig.verb === 'delete' && detail.target.matches('.picture')) {
    picked.delete(detail.target.id.replace('picture-', ''));
    tell();
  }
});
