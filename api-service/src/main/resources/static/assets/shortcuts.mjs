// Keys that do the same on every page, and the list of all of them.

const sheet = document.getElementById('shortcuts');
const choice = document.getElementById('shortcuts-on');
const PLACES = { p: '/', q: '/queue', m: '/models' };
const ENTRIES = '.cards > li, .jobs > li, .work > li, .gallery > li, .checkpoint';
const LONGEST_PAUSE = 1500; // between the two keys of a place, in ms
const COMPOSED = 229; // what browsers say where they don't say isComposing
let last = { key: '', at: 0 };

/** Whether keys without Ctrl or Alt do anything; who speaks or trembles may have switched them off. */
export const keysAreOn = () => localStorage.getItem('shortcuts') !== 'off';

export const isTyping = (event) =>
  event.target.isContentEditable || event.target.matches?.('input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select');

// why: keys with which somebody chooses characters, such as Chinese ones, are none of any page
addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === COMPOSED) {
    event.stopImmediatePropagation();
  }
}, { capture: true });

function open() {
  choice.checked = keysAreOn();
  if (!document.querySelector('dialog[open]')) {
    sheet.showModal();
  }
}

const isShown = (element) => element.checkVisibility();

/** To the first thing that can be reached in the next entry. */
function go(by) {
  const entries = [...document.querySelectorAll(`main :is(${ENTRIES})`)].filter(isShown);
  const here = entries.findLastIndex((entry) => entry.contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : entries.length - 1) : here + by;
  const goal = entries[next] && [...entries[next].querySelectorAll('a[href], button, summary, input, textarea')].find(isShown);
  goal?.focus();
  entries[next]?.scrollIntoView({ block: 'nearest' });
}

function search() {
  const field = [...document.querySelectorAll('main :is([data-search], input[type="search"])')].find(isShown);
  field?.focus();
  field?.select?.();
  return field;
}

function act(key) {
  const place = last.key === 'g' && performance.now() - last.at < LONGEST_PAUSE ? PLACES[key] : undefined;
  last = { key, at: performance.now() };
  if (place) {
    location.assign(place);
  } else if (key === '?') {
    open();
  } else if (key === 'j' || key === 'k') {
    go(key === 'j' ? 1 : -1);
  } else {
    return key === '/' && search();
  }
  return true;
}

document.addEventListener('keydown', (event) => {
  const isOther = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event);
  if (!isOther && keysAreOn() && !document.querySelector('dialog[open]') && act(event.key)) {
    event.preventDefault();
  }
});

document.getElementById('shortcuts-open').addEventListener('click', open);
choice.addEventListener('change', () => localStorage.setItem('shortcuts', choice.checked ? 'on' : 'off'));

document.querySelectorAll('template[data-shortcuts]').forEach((own) =>
  document.getElementById('shortcuts-groups').prepend(own.content.cloneNode(true)));
