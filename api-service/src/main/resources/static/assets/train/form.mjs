// The form of a run. What it would do, the service says while somebody writes: see the plan.

import './draft.mjs';
import './changes.mjs';
import './filter.mjs';
import './presets.mjs';
import { goTo } from '../problems.mjs';
import { form, tell } from './values.mjs';

const plan = document.getElementById('plan');
const start = document.getElementById('start');
let namesOpen;

form.addEventListener('click', (event) => {
  const link = event.target.closest(':is(#plan, #planned) a[href^="#"]');
  if (link) {
    event.preventDefault();
    goTo(link.hash.slice(1));
  }
});

// why: Enter in a field would press the one button of the form, and hours of GPUs begin unasked
form.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.defaultPrevented) {
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit(start);
  } else if (event.target.matches('input, select')) {
    event.preventDefault();
    tell();
    plan.scrollIntoView({ block: 'nearest' });
  }
});

// Names stay open or closed as somebody left them, whatever the plan says next.
plan.addEventListener('click', (event) => {
  if (event.target.closest('summary')) {
    namesOpen = !event.target.closest('details').open;
  }
});
document.body.addEventListener('htmx:oobAfterSwap', () => {
  const names = plan.querySelector('details');
  if (names && namesOpen !== undefined) {
    names.open = namesOpen;
  }
});

// Whoever trains again changes one thing, most often this one.
if (form.dataset.origin) {
  const rate = document.getElementById('learningRate');
  rate.focus();
  rate.select();
}
