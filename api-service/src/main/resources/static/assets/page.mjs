// What HTML and htmx cannot say by themselves: the token against forged requests, how far an upload is,
// what the REST API answers, that the service is out of reach, what is copied, and the reader's time zone.
// What it says stands in the reader's language in data attributes of the body.

import './busy.mjs';
import './shortcuts.mjs';
import './theme.mjs';

// Where tabs are more than fit, the one that is open is among those in sight.
const tab = document.querySelector('.tabs [aria-current]');
tab?.parentElement.scrollTo({ left: tab.offsetLeft - tab.parentElement.offsetLeft - tab.offsetWidth });

const notice = document.getElementById('notice');

// The server tells times in this zone from the next page on; until then they are in UTC and say so.
document.cookie = `zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/; max-age=31536000; samesite=lax`;

export function say(text) {
  const box = document.createElement('p');
  box.className = 'notice bad';
  box.textContent = text;
  notice.replaceChildren(box);
}

/** The token against forged requests, as headers. */
export function tokenHeaders() {
  const token = document.cookie.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='));
  return token ? { 'X-XSRF-TOKEN': decodeURIComponent(token.split('=')[1]) } : {};
}

document.body.addEventListener('htmx:configRequest', (event) =>
  Object.assign(event.detail.headers, tokenHeaders()));

document.body.addEventListener('htmx:xhr:progress', (event) => {
  const bar = event.target.querySelector?.('progress.upload');
  if (bar && event.detail.lengthComputable) {
    bar.hidden = false;
    bar.value = event.detail.loaded / event.detail.total;
  }
});

document.body.addEventListener('htmx:beforeRequest', (event) => {
  if (event.detail.requestConfig.verb !== 'get') {
    notice.replaceChildren();
  }
});

document.body.addEventListener('htmx:beforeSwap', (event) => {
  const answer = event.detail.xhr;
  if (new URL(answer.responseURL).pathname === '/sign-in') {
    event.detail.shouldSwap = false;
    location.assign('/sign-in');
  } else if (answer.getResponseHeader('Content-Type')?.includes('json')) {
    event.detail.shouldSwap = false;
    if (answer.status >= 400) {
      say(JSON.parse(answer.responseText).detail);
    }
  }
});

document.body.addEventListener('htmx:afterRequest', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) {
    return;
  }
  form.querySelectorAll('progress.upload').forEach((bar) => (bar.hidden = true));
  // why: to htmx an answer is successful too that says what is wrong with a form
  if (!event.detail.successful || event.detail.xhr.status >= 400) {
    return;
  }
  if (form.dataset.next) {
    location.assign(form.dataset.next);
  }
  if (form.dataset.reset !== undefined) {
    form.reset();
  }
});

async function copied(source) {
  getSelection().selectAllChildren(source);
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    // why: over plain HTTP browsers give pages no clipboard, and know this older way only
    return document.execCommand('copy');
  }
}

document.body.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-copy]');
  if (button) {
    const done = await copied(document.getElementById(button.dataset.copy));
    button.textContent = done ? document.body.dataset.copied : document.body.dataset.notCopied;
  }
});

document.body.addEventListener('htmx:sendError', () => say(document.body.dataset.away));
