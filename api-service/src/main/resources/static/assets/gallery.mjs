// The gallery of a dataset, however large: stretches of it are loaded when they come near to what is seen, and
// forgotten when they are far away. Those that are not there keep their place. Pictures are selected and removed here.

import { say, tokenHeaders } from './page.mjs';

const NEAR = '1200px 0px';
/** Who scrolls by fast looks at nothing. */
const A_LOOK = 120;
/** As many as the service removes in one request. */
const REMOVED_AT_ONCE = 1000;

const place = document.getElementById('pictures');
const bar = document.getElementById('selection');
const picked = new Set();
let last;

const near = new IntersectionObserver(
  (entries) => entries.forEach(({ target, isIntersecting }) => (isIntersecting ? come(target) : leave(target))),
  { rootMargin: NEAR });

const stretches = () => [...document.querySelectorAll('#gallery > [data-stretch]')];

function come(part) {
  part.near = true;
  clearTimeout(part.look);
  if (!('loaded' in part.dataset)) {
    part.look = setTimeout(() => load(part), A_LOOK);
  }
}

async function load(part) {
  part.dataset.loaded = '';
  const { version } = document.getElementById('gallery').dataset;
  const of = document.getElementById('of')?.value;
  const asked = `stretch=${part.dataset.stretch}${of ? `&of=${of}` : ''}`;
  try {
    // why: of one source htmx keeps only the last request that waits
    await htmx.ajax('GET', `/versions/${version}/pictures?${asked}`, { source: part, target: part, swap: 'innerHTML' });
  } catch {
    // why: the page says it when it hears htmx:sendError
  }
  if (part.childElementCount === 0) {
    delete part.dataset.loaded; // why: asked for again when it is seen again
    return;
  }
  part.style.removeProperty('height');
  if (part.near) {
    pick(part);
  } else {
    leave(part); // why: it came when it had been scrolled by already
  }
}

function leave(part) {
  part.near = false;
  clearTimeout(part.look);
  if ('loaded' in part.dataset && part.childElementCount > 0 && !part.contains(document.activeElement)) {
    part.style.setProperty('height', `${part.offsetHeight}px`);
    part.replaceChildren();
    delete part.dataset.loaded;
  }
}

/** As many rows as its pictures need, each as high as those that are there. */
function keepPlace(part) {
  const known = document.querySelector('#gallery > [data-loaded]');
  const card = known?.firstElementChild;
  if (card && !('loaded' in part.dataset)) {
    const columns = getComputedStyle(known).gridTemplateColumns.split(' ').length;
    const gap = parseFloat(getComputedStyle(known).rowGap);
    const rows = Math.ceil(Number(part.dataset.count) / columns);
    part.style.setProperty('height', `${rows * (card.offsetHeight + gap) - gap}px`);
  }
}

function begin() {
  near.disconnect();
  stretches().forEach((part) => {
    keepPlace(part);
    near.observe(part);
  });
  pick(place);
  count();
}

/** How many pictures concepts have is told beside them; what people are writing there stays. */
function count() {
  place.querySelectorAll('[data-counted]').forEach((told) =>
    document.querySelectorAll(`[data-pictures-of="${told.dataset.counted}"]`)
      .forEach((shown) => (shown.textContent = told.textContent)));
}

/** What came of pictures is asked for of those that are there. */
document.body.addEventListener('htmx:configRequest', ({ detail }) => {
  if (detail.elt.id === 'outcomes') {
    const there = stretches().filter((part) => 'loaded' in part.dataset);
    detail.path += `?${there.map((part) => `stretch=${part.dataset.stretch}`).join('&')}`;
  }
});

document.body.addEventListener('htmx:afterSwap', ({ detail }) => {
  if (detail.target === place) {
    begin();
  }
});

/** Sets for regularisation: where files go, and what is seen. */
document.getElementById('concepts').addEventListener('click', ({ target }) => {
  const { fill, see } = target.closest('button')?.dataset ?? {};
  const choice = document.getElementById(fill ? 'upload-concept' : 'of');
  if (choice && (fill || see)) {
    choice.value = fill ?? see;
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    choice.scrollIntoView({ block: 'center' });
    choice.focus();
  }
});

addEventListener('resize', () => stretches().forEach(keepPlace));

/** Boxes that are there anew know nothing of what was selected. */
function pick(part) {
  part.querySelectorAll('.pick').forEach((box) => (box.checked = picked.has(box.dataset.picture)));
}

function tell() {
  bar.hidden = picked.size === 0;
  document.getElementById('picked').textContent = bar.dataset.picked.replace('{0}', picked.size);
}

function choose(box, chosen) {
  box.checked = chosen;
  chosen ? picked.add(box.dataset.picture) : picked.delete(box.dataset.picture);
}

place.addEventListener('click', (event) => {
  const box = event.target.closest('.pick');
  if (!box) {
    return;
  }
  const boxes = [...place.querySelectorAll('.pick')];
  const from = event.shiftKey ? boxes.findIndex((other) => other.dataset.picture === last) : -1;
  const to = boxes.indexOf(box);
  const range = from < 0 ? [box] : boxes.slice(Math.min(from, to), Math.max(from, to) + 1);
  range.forEach((each) => choose(each, box.checked));
  last = box.dataset.picture;
  tell();
});

document.getElementById('pick-none').addEventListener('click', forget);

function forget() {
  picked.clear();
  pick(place);
  tell();
}

document.getElementById('remove-picked').addEventListener('click', async () => {
  if (!confirm(bar.dataset.confirm.replace('{0}', picked.size))) {
    return;
  }
  const pictures = [...picked];
  for (let from = 0; from < pictures.length; from += REMOVED_AT_ONCE) {
    const some = pictures.slice(from, from + REMOVED_AT_ONCE);
    const answer = await remove(some);
    if (!answer.ok) {
      say((await answer.json()).detail);
      break;
    }
    some.forEach((picture) => picked.delete(picture));
  }
  tell();
  htmx.trigger(document.body, 'pictures-changed');
});

function remove(pictures) {
  const { version } = document.getElementById('gallery').dataset;
  return fetch(`/api/v1/versions/${version}/pictures/removals`, {
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

begin();
