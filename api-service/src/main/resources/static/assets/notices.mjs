// What is said at the top of a page: what became of something that somebody did, and apart from it that the service does
// not answer, which goes when it does again.

import { isAct } from './busy.mjs';
import { problems, sentence, unclear } from './rest.mjs';

const notice = document.getElementById('notice');

function box(text, kind) {
  const made = document.createElement('p');
  made.className = 'notice bad';
  made.dataset.kind = kind;
  made.textContent = text;
  return made;
}

const told = (kind) => notice.querySelector(`:scope > [data-kind="${kind}"]`);

/** The same once more is not said anew: a screen reader would read it again. */
function put(kind, text) {
  const old = told(kind);
  if (old?.textContent !== text) {
    old?.remove();
    notice[kind === 'outage' ? 'prepend' : 'append'](box(text, kind));
  }
}

/** Says what went wrong with what somebody did. */
export const say = (text) => put('act', text);

/**
 * Says that something is out of reach, until it is not.
 *
 * @param path of what can't be reached; empty: nothing can
 */
function sayAway(text, path = '') {
  put('outage', text);
  told('outage').dataset.path = path;
}

document.body.addEventListener('htmx:beforeRequest', (event) => {
  if (event.detail.requestConfig.verb !== 'get') {
    told('act')?.remove();
  }
  if (event.target.querySelector('.problem[data-refusal]')) {
    event.target.querySelectorAll('.problem').forEach((place) => (place.textContent = ''));
  }
});

/** The sentence of the service's own fragment, or of its REST API; else one about whoever answered. */
function sentenceOf(answer) {
  const type = answer.getResponseHeader('Content-Type') ?? '';
  if (type.includes('json')) {
    return sentence(answer.status, answer.responseText);
  }
  const page = new DOMParser().parseFromString(answer.responseText, 'text/html');
  return page.querySelector('body > [data-notice]')?.textContent ?? unclear(answer.status);
}

document.body.addEventListener('htmx:beforeSwap', (event) => {
  const { elt, xhr, requestConfig } = event.detail;
  if (new URL(xhr.responseURL).pathname === '/sign-in') {
    event.detail.shouldSwap = false;
    location.assign('/sign-in');
  } else if (xhr.getResponseHeader('Content-Type')?.includes('json')) {
    event.detail.shouldSwap = false;
  }
  // why: with 422 come the places of a form's problems
  if (xhr.status >= 400 && (xhr.status !== 422 || !event.detail.shouldSwap)) {
    event.detail.shouldSwap = false;
    tellOf(sentenceOf(xhr), elt, requestConfig, xhr);
  }
});

/** At the fields of a form that is sent to the REST API, else at the top. */
function tellOf(text, form, requestConfig, answer) {
  const refusal = form.matches('form') && form.querySelector('.problem[data-refusal]');
  const places = refusal ? placesOf(answer, form) : [];
  if (places.length > 0) {
    places.forEach(([place, message]) => (place.textContent = message));
  } else if (refusal) {
    refusal.textContent = text;
  } else if (isAct(requestConfig)) {
    say(text);
  } else {
    sayAway(text, requestConfig.path);
  }
}

/** Where the form tells what is wrong with each of its fields. */
function placesOf(answer, form) {
  return problems(answer.responseText)
    .map(({ setting, message }) => [document.getElementById(`problem-${form.elements[setting]?.id}`), message])
    .filter(([place]) => place);
}

document.body.addEventListener('htmx:sendError', () => sayAway(document.body.dataset.away));

document.body.addEventListener('htmx:afterRequest', (event) => {
  const { successful, requestConfig } = event.detail;
  const away = told('outage');
  if (away && successful && ['', requestConfig.path].includes(away.dataset.path)) {
    away.remove();
  }
});
