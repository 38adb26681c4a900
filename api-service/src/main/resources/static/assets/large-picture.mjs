// One picture of the gallery as large as the window: the original beside what came of it.

import { say } from './page.mjs';

const dialog = document.getElementById('large');
const place = document.getElementById('large-picture');
const side = document.getElementById('large-side');
let shown;

const idOf = (card) => card.id.replace('picture-', '');

async function show(card) {
  shown = card.id;
  const answer = await fetch(`/pictures/${idOf(card)}/view`).catch(() => undefined);
  if (answer?.redirected) {
    location.assign('/sign-in');
  } else if (!answer?.ok) {
    dialog.close();
    say(document.body.dataset.away);
  } else if ( shown === card.id) {
    place.innerHTML = await answer.text(); // why: the service wrote it, and wrote names as text
    if (!dialog.open) {
      dialog.showModal();
    }
  }
}

/** The card behind or before the one that is shown; the gallery loads more on its way. */
function neighbour(steps) {
  const cards = [...document.querySelectorAll('li.picture')];
  const at = cards.findIndex((card) => card.id === shown);
  return at < 0 ? undefined : cards[at + steps];
}

function go(steps) {
  const card = neighbour(steps);
  card?.scrollIntoView({ block: 'nearest' });
  if (card) {
    show(card);
  }
}

/** The settings are tried on the picture that is shown, which the list may not have. */
function tryOn(picture) {
  const select = document.getElementById('trial-picture');
  if (![...select.options].some(({ value }) => value === picture)) {
    select.add(new Option(document.getElementById('large-title').textContent, picture));
  }
  select.value = picture;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  dialog.close('tried');
  select.scrollIntoView({ block: 'center' });
  select.focus();
}

/** Both sides, or one of them. */
function turn(to) {
  dialog.dataset.side = to;
  side.setAttribute('aria-pressed', String(to !== 'both'));
}

const KEYS = {
  ArrowLeft: () => go(-1),
  ArrowRight: () => go(1),
  ' ': () => turn(dialog.dataset.side === 'original' ? 'processed' : 'original'),
};

dialog.addEventListener('keydown', (event) => {
  const action = event.target.matches('button') && event.key === ' ' ? undefined : KEYS[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

dialog.addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  if (button?.dataset.go) {
    go(Number(button.dataset.go));
  } else if (button?.id === 'large-try') {
    tryOn(idOf({ id: shown }));
  } else if (button === side) {
    turn(dialog.dataset.side === 'both' ? 'original' : 'both');
  } else if (target === dialog || (button && 'close' in button.dataset)) {
    dialog.close();
  }
});

dialog.addEventListener('close', () => {
  if (dialog.returnValue !== 'tried') {
    document.getElementById(shown)?.querySelector('.frame').focus();
  }
  dialog.returnValue = '';
});

document.addEventListener('click', (event) => {
  const frame = event.target.closest('li.picture .frame');
  if (frame && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    show(frame.closest('li'));
  }
});

turn('both');
