// What is wrong with fields: wherever a sentence comes to the place of a field's problem, the field is marked as invalid,
// and a closed part of the page tells how many are in it. Whoever sent the form is led to the first of them.

const PLACE = '.problem[id^="problem-"]';
const FIELDS = 'input, select, textarea';
const said = document.body.dataset;

/** The fields that a sentence is about. */
function fieldsOf(place) {
  return [...document.querySelectorAll(`[aria-describedby~="${CSS.escape(place.id)}"]`)]
    .flatMap((one) => (one.matches(FIELDS) ? [one] : [...one.querySelectorAll(FIELDS)]));
}

function mark(place) {
  const isWrong = place.textContent.trim() !== '';
  fieldsOf(place).forEach((field) => (isWrong ? (field.ariaInvalid = 'true') : field.removeAttribute('aria-invalid')));
  for (let part = place.closest('details'); part; part = part.parentElement.closest('details')) {
    count(part);
  }
}

function count(details) {
  const wrong = [...details.querySelectorAll(PLACE)].filter((place) => place.textContent.trim() !== '').length;
  const summary = details.querySelector(':scope > summary');
  if (wrong > 0) {
    summary.dataset.wrong = said.wrong.replace('{0}', wrong);
  } else {
    delete summary.dataset.wrong;
  }
}

/** Places that changed themselves, or came with something else. */
function placesOf({ target, addedNodes }) {
  const element = target instanceof Element ? target : target.parentElement;
  const within = [...addedNodes].filter((node) => node instanceof Element);
  return [
    element?.closest(PLACE),
    ...within.filter((node) => node.matches(PLACE)),
    ...within.flatMap((node) => [...node.querySelectorAll(PLACE)]),
  ].filter((place) => place);
}

new MutationObserver((changes) => new Set(changes.flatMap(placesOf)).forEach(mark))
  .observe(document.body, { childList: true, subtree: true, characterData: true });
document.querySelectorAll(PLACE).forEach(mark);

/**
 * Goes to a field wherever it is. Before that an event "reveal" lets a page show what it hides otherwise.
 *
 * @param id of the field, or of the frame around several
 */
export function goTo(id) {
  const field = document.getElementById(id);
  if (!field) {
    return;
  }
  for (let details = field.closest('details'); details; details = details.parentElement.closest('details')) {
    details.open = true;
  }
  field.dispatchEvent(new Event('reveal', { bubbles: true }));
  (field.matches('fieldset') ? field.querySelector('input') ?? field : field).focus({ preventScroll: true });
  field.scrollIntoView({ block: 'center' });
}

document.body.addEventListener('htmx:afterRequest', ({ target, detail }) => {
  if (target instanceof HTMLFormElement && detail.xhr.status === 422 && isSent(detail.requestConfig)) {
    const first = [...target.querySelectorAll(PLACE)].find((place) => place.textContent.trim() !== '');
    if (first) {
      goTo(document.querySelector(`[aria-describedby~="${CSS.escape(first.id)}"]`)?.id);
    }
  }
});

const isSent = (requestConfig) => requestConfig.triggeringEvent?.type === 'submit';
