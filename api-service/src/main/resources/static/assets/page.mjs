// What HTML and htmx cannot say by themselves: the token against forged requests, how far an upload is, what is copied,
// the language of the page that is shown, and the reader's time zone. Each other thing that holds on every page has a
// module of its own. What they say stands in the reader's language in data attributes of the body.

import './busy.mjs';
import './gone.mjs';
import './live.mjs';
import './missed.mjs';
import './notices.mjs';
import './pressed.mjs';
import './problems.mjs';
import { tokenHeaders } from './rest.mjs';
import './shortcuts.mjs';
import './theme.mjs';

// Where tabs are more than fit, the one that is open is among those in sight.
const tab = document.querySelector('.tabs [aria-current]');
tab?.parentElement.scrollTo({ left: tab.offsetLeft - tab.parentElement.offsetLeft - tab.offsetWidth });

export { say } from './notices.mjs';
export { tokenHeaders };

// The server tells times in this zone from the next page on; until then they are in UTC and say so.
document.cookie = `zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/; max-age=31536000; samesite=lax`;

document.body.addEventListener('htmx:configRequest', (event) =>
  Object.assign(event.detail.headers, tokenHeaders()));

const size = new Intl.NumberFormat(
  document.documentElement.lang, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 });
const uploads = new Set();

document.body.addEventListener('htmx:beforeRequest', ({ target, detail }) => {
  if (target.matches('form[hx-encoding]')) {
    uploads.add(detail.xhr);
  }
});

document.body.addEventListener('htmx:xhr:progress', ({ target, detail }) => {
  const bar = target.querySelector?.('progress.upload');
  if (bar && detail.lengthComputable) {
    bar.hidden = false;
    bar.value = detail.loaded / detail.total;
    const isSent = detail.loaded === detail.total;
    bar.nextElementSibling.textContent = isSent
      ? document.body.dataset.looking
      : [detail.loaded, detail.total].map((bytes) => size.format(bytes / 1e6)).join(' / ');
    if (isSent) {
      bar.removeAttribute('value');
    }
  }
});

addEventListener('beforeunload', (event) => {
  if (uploads.size > 0) {
    event.preventDefault();
  }
});

document.body.addEventListener('htmx:afterRequest', (event) => {
  uploads.delete(event.detail.xhr);
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) {
    return;
  }
  form.querySelectorAll('progress.upload').forEach((bar) => {
    bar.hidden = true;
    bar.nextElementSibling.textContent = '';
  });
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
  const language = event.target.closest('a[hreflang]');
  if (language) {
    // why: what the page was asked for stays so, also where it has changed its address since
    const asked = new URLSearchParams(location.search);
    asked.set('lang', language.lang);
    language.search = asked;
  }
});
