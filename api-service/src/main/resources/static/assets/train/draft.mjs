// What somebody has written stays in this browser until the run is started. Arguments of sd-scripts, which
// may hold secrets, stay in this tab only.

import { undoable } from './undo.mjs';
import { form, startOver } from './values.mjs';

const DAYS = 30;
const PREFIX = 'train:';
const SECRET = ['arguments', 'argumentsToml'];

const { version, origin } = form.dataset;
const key = PREFIX + [version, origin ?? form.elements['preset-name'].value].join(':');

function written() {
  const fields = {};
  new FormData(form).forEach((value, name) => (fields[name] ??= []).push(value));
  return fields;
}

const asItCame = JSON.stringify(written());

function keep() {
  const fields = written();
  if (JSON.stringify(fields) === asItCame) {
    forget();
    return;
  }
  const secret = Object.fromEntries(SECRET.map((name) => [name, fields[name] ?? ['']]));
  SECRET.forEach((name) => delete fields[name]);
  sessionStorage.setItem(key, JSON.stringify(secret));
  localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields }));
}

export function forget() {
  sessionStorage.removeItem(key);
  localStorage.removeItem(key);
}

function read(store, name) {
  try {
    return JSON.parse(store.getItem(name));
  } catch {
    return null; // why: whatever stands there, this page has not written it
  }
}

function restore() {
  const draft = read(localStorage, key);
  if (!draft?.fields) {
    return;
  }
  const fields = { ...draft.fields, ...read(sessionStorage, key) };
  for (const control of form.elements) {
    const values = fields[control.name];
    if (control.type === 'checkbox') {
      control.checked = values?.includes(control.value) ?? false;
    } else if (control.name && values) {
      control.value = values[0];
    }
  }
  document.getElementById('restored').hidden = false;
}

function forgetOldOnes() {
  Object.keys(localStorage)
    .filter((name) => name.startsWith(PREFIX))
    .filter((name) => !((read(localStorage, name)?.at ?? 0) > Date.now() - DAYS * 86_400_000))
    .forEach((name) => localStorage.removeItem(name));
}

let pause;
form.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(keep, 200);
});
addEventListener('pagehide', () => {
  if (pause) {
    keep();
  }
});
form.addEventListener('htmx:afterRequest', (event) => {
  if (event.target === form && event.detail.xhr.status === 200) {
    clearTimeout(pause);
    pause = 0;
    forget();
  }
});
document.getElementById('start-over').addEventListener('click', () => {
  undoable(startOver);
  document.getElementById('restored').hidden = true;
});

forgetOldOnes();
restore();
