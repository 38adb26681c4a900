// The form of a run. What it would do, the service says while somebody writes: see the plan.

import './draft.mjs';
import './changes.mjs';
import './presets.mjs';
import { reveal } from './filter.mjs';
import { form } from './values.mjs';

const plan = document.getElementById('plan');
let namesOpen;

plan.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link) {
    event.preventDefault();
    reveal(link.hash.slice(1));
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
