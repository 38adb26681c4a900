// The gallery of a dataset, however large: stretches of it are loaded when they come near to what is seen, and
// forgotten when they are far away. Those that are not there keep their place, and so does what changes elsewhere:
// cards come and go one by one, beside the others.

import { isUnsaved, putBack, putAway } from './gallery-captions.mjs';
import { showPicked } from './gallery-selection.mjs';
import { comesInto, merge } from './merge.mjs';

const NEAR = '1200px 0px';
/** Who scrolls by fast looks at nothing. */
const A_LOOK = 120;

const place = document.getElementById('pictures');

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
    await htmx.ajax('GET', `/versions/${version}/pictures?${asked}`, { source: part, target: part, swap: 'merge' });
  } catch {
    // why: the page says it when it hears htmx:sendError
  }
  if (part.childElementCount === 0) {
    delete part.dataset.loaded; // why: asked for again when it is seen again
    return;
  }
  part.style.removeProperty('height');
  if (!part.near) {
    leave(part); // why: it came when it had been scrolled by already
  }
}

function leave(part) {
  part.near = false;
  clearTimeout(part.look);
  if ('loaded' in part.dataset && part.childElementCount > 0 && !part.contains(document.activeElement)) {
    part.style.setProperty('height', `${part.offsetHeight}px`);
    putAway(part);
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

/** All that a card shows of its picture, but for what somebody is writing. */
const face = (card) =>
  [...card.querySelectorAll('img, [name=edition], select, .mask, .state, [id^=made-], [id^=reason-]')]
    .map((part) => `${part.getAttribute('src')} ${part.value} ${part.textContent}`)
    .join();

const edition = (card) => Number(card.querySelector('[name=edition]').value);

/** Whether a card stays; what has been on its way longer than a caption that was saved is old. */
const stays = (card, coming) =>
  face(card) === face(coming) || isUnsaved(card) || edition(card) > edition(coming);

function mergeCards(part, coming) {
  const ids = new Set([...coming.children].map(({ id }) => id));
  putAway(part, (card) => !ids.has(card.id));
  const added = merge(part, coming, stays);
  putBack(added);
  showPicked(part);
  return added;
}

comesInto('#gallery > [data-stretch]', mergeCards);

/** The list that comes holds the cards of its first stretch; those that are loaded of others are asked for. */
comesInto('#pictures', (target, fragment) => {
  const added = [];
  const gallery = fragment.querySelector('#gallery');
  const first = gallery.querySelector('[data-loaded]');
  const stay = new Set([...gallery.children].map(({ id }) => id));
  stretches().filter(({ id }) => !stay.has(id)).forEach((part) => putAway(part));
  const fresh = merge(document.getElementById('gallery'), gallery, (part, coming) => {
    part.dataset.count = coming.dataset.count;
    if ('loaded' in part.dataset) {
      coming === first ? added.push(...mergeCards(part, coming)) : load(part);
    }
    return true;
  });
  target.querySelectorAll(':scope > :not(#gallery)').forEach((told) => told.remove());
  target.prepend(...fragment.querySelectorAll(':scope > :not(#gallery)'));
  fresh.forEach(showNew);
  begin();
  return [...added, ...fresh];
});

/** Cards that come with a stretch of their own. */
function showNew(part) {
  putBack(part.children);
  showPicked(part);
}

function begin() {
  near.disconnect();
  stretches().forEach((part) => {
    keepPlace(part);
    near.observe(part);
  });
  document.getElementById('pick-all')?.toggleAttribute('hidden', stretches().length === 0);
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

addEventListener('resize', () => stretches().forEach(keepPlace));

begin();
