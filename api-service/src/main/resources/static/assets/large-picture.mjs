// One picture of the gallery as large as the window: the original beside what came of it.

const dialog = document.getElementById('large');
const place = document.getElementById('large-picture');
const side = document.getElementById('large-side');
let shown;

async function show(card) {
  shown = card.id;
  const answer = await fetch(`/pictures/${card.id.replace('picture-', '')}/view`);
  if (answer.redirected) {
    location.assign('/sign-in');
  } else if (answer.ok && shown === card.id) {
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
  } else if (button === side) {
    turn(dialog.dataset.side === 'both' ? 'original' : 'both');
  } else if (target === dialog || (button && 'close' in button.dataset)) {
    dialog.close();
  }
});

dialog.addEventListener('close', () => document.getElementById(shown)?.querySelector('.frame').focus());

document.addEventListener('click', (event) => {
  const frame = event.target.closest('li.picture .frame');
  if (frame && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    show(frame.closest('li'));
  }
});

turn('both');
