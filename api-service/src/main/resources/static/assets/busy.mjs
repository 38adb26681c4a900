// Shows what is under way because somebody did something, and keeps a button from being pressed twice meanwhile.

const ACTS = ['click', 'submit', 'change', 'input', 'toggle', 'drop', 'paste'];
const busy = new Map();

/** Whether somebody did something, rather than the page by itself. */
export const isAct = (requestConfig) => ACTS.includes(requestConfig.triggeringEvent?.type);

/** Does something that is asked for without htmx; what the button is pressed for meanwhile is not done. */
export async function whileBusy(button, action) {
  if (button.ariaBusy === 'true') {
    return;
  }
  button.ariaBusy = 'true';
  try {
    await action();
  } finally {
    button.ariaBusy = null;
  }
}

/** The button that was pressed, or else what asks the service. */
function cause(element, event) {
  return event?.submitter ?? element;
}

document.body.addEventListener('htmx:confirm', (event) => {
  const { elt, triggeringEvent } = event.detail;
  const button = cause(elt, triggeringEvent);
  if (button.matches('button') && button.ariaBusy === 'true') {
    event.preventDefault();
  }
});

document.body.addEventListener('htmx:beforeRequest', (event) => {
  const { elt, xhr, requestConfig } = event.detail;
  if (isAct(requestConfig)) {
    busy.set(xhr, cause(elt, requestConfig.triggeringEvent));
    busy.get(xhr).ariaBusy = 'true';
  }
});

document.body.addEventListener('htmx:afterRequest', (event) => {
  const { elt, xhr, successful } = event.detail;
  const element = busy.get(xhr);
  busy.delete(xhr);
  const leads = xhr.getResponseHeader('HX-Redirect') || (xhr.status < 300 && elt.dataset.next);
  // why: until the next page is there a second press would do it again
  if (element && !(successful && leads) && ![...busy.values()].includes(element)) {
    element.ariaBusy = null;
  }
});

addEventListener('pageshow', (event) => {
  if (event.persisted) {
    document.querySelectorAll('[aria-busy]').forEach((each) => (each.ariaBusy = null));
  }
});
