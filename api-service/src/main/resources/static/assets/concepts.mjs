// The forms of concepts: what others, or a zip, make of concepts comes in beside what somebody is writing there.

import { comesInto, isWritten, merge, saved } from './merge.mjs';

const place = document.getElementById('concepts');

/** A form stays; what nobody has written in its fields becomes what the service says. */
function adopt(form, coming) {
  for (const part of coming.querySelectorAll('[id]')) {
    const present = document.getElementById(part.id);
    if (!present?.matches('input')) {
      [...part.attributes].forEach(({ name, value }) => present?.setAttribute(name, value));
    } else if (!isWritten(present)) {
      present.value = part.value;
      present.checked = part.checked;
      present.defaultValue = part.defaultValue;
      present.defaultChecked = part.defaultChecked;
    }
  }
}

function stays(present, coming, added) {
  if (present.matches('section')) {
    added.push(...merge(present, coming, (one, other) => stays(one, other, added)));
  } else if (present.matches('form')) {
    adopt(present, coming);
  }
  return present.matches('section, form, details, summary');
}

comesInto('#concepts', (target, fragment) => {
  const added = [];
  const panel = target.querySelector('details');
  const coming = fragment.querySelector('details');
  panel.open ||= coming.open;
  added.push(...merge(panel, coming, (one, other) => stays(one, other, added)));
  return added;
});

/** A choice stays as it was made, while it is one. */
comesInto('#upload-choice, #shown-choice', (target, fragment) => {
  const chosen = target.querySelector('select')?.value;
  target.replaceChildren(...fragment.childNodes);
  const select = target.querySelector('select');
  if (select && [...select.options].some(({ value }) => value === chosen)) {
    select.value = chosen;
  } else if (chosen) {
    target.dispatchEvent(new Event('change', { bubbles: true }));
  }
  return [...target.children];
});

// why: captured, so that a form has been saved before it is emptied or what it has changed comes
document.body.addEventListener('htmx:beforeOnLoad', ({ detail }) => {
  const { elt, xhr, requestConfig } = detail;
  if (place.contains(elt) && requestConfig.verb === 'put' && xhr.status < 400) {
    saved(elt, Object.fromEntries(requestConfig.formData ?? Object.entries(requestConfig.parameters)));
  }
});

/** Sets for regularisation: where files go, and what is seen. */
place.addEventListener('click', ({ target }) => {
  const { fill, see } = target.closest('button')?.dataset ?? {};
  const choice = document.getElementById(fill ? 'upload-concept' : 'of');
  if (choice && (fill || see)) {
    choice.value = fill ?? see;
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    choice.scrollIntoView({ block: 'center' });
    choice.focus();
  }
});
