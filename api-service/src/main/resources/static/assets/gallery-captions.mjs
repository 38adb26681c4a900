// Captions that are written in the gallery: what has not been saved is kept, whatever happens to the card around it.

import { isWritten } from './merge.mjs';

const place = document.getElementById('pictures');
/** What was written in cards that are not there. */
const kept = new Map();

const textOf = (card) => card.querySelector('.caption textarea');

/** Whether a card may not go: somebody writes in it, or what was written is not saved. */
export const isUnsaved = (card) => isWritten(textOf(card)) || card.contains(document.activeElement);

/** Keeps what was written in the cards that go. */
export function putAway(part, goes = () => true) {
  [...part.children].filter((card) => goes(card) && isWritten(textOf(card)))
    .forEach((card) => kept.set(card.id, textOf(card).value));
}

/** Pictures that are no more have no captions. */
export const forget = (pictures) => pictures.forEach((picture) => kept.delete(`picture-${picture}`));

/** Cards that come again show what was written in them. */
export function putBack(cards) {
  for (const card of cards) {
    const written = kept.get(card.id);
    kept.delete(card.id);
    if (written !== undefined && written !== textOf(card).value) {
      textOf(card).value = written;
      offer(card, place.dataset.unsaved);
    }
  }
}

/** Lets a person save again what could not be saved. */
function offer(card, why) {
  card.querySelector('.caption > button').hidden = false;
  if (why) {
    card.querySelector('.told').replaceChildren(
      Object.assign(document.createElement('p'), { className: 'small problem', textContent: why }));
  }
}

document.body.addEventListener('htmx:beforeOnLoad', ({ detail }) => {
  const form = detail.elt;
  if (form.matches('.caption') && detail.xhr.status < 300) {
    textOf(form.parentElement).defaultValue = detail.requestConfig.formData.get('caption');
  }
});

document.body.addEventListener('htmx:afterRequest', ({ detail }) => {
  const form = detail.elt;
  if (form.matches('.caption')) {
    const { status } = detail.xhr;
    form.querySelector('button').hidden = status >= 200 && status < 300;
    if (status === 0 || (status >= 300 && status !== 422)) {
      offer(form.closest('li'), place.dataset.unsaved);
    }
  }
});

addEventListener('beforeunload', (event) => {
  if (kept.size > 0 || [...place.querySelectorAll('.caption textarea')].some(isWritten)) {
    event.preventDefault();
  }
});
