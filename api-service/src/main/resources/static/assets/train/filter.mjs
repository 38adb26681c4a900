// Few settings at first, all of them on request; and those in which somebody finds what they look for.

import { form } from './values.mjs';

const find = document.getElementById('find');
const all = document.getElementById('all');
const found = document.getElementById('found');
const said = document.getElementById('tools').dataset;
const REMEMBERED = 'train-all';

const finder = find.closest('.finder');
const places = [...form.querySelectorAll('.setting, .other, .fields > .field')].map((place) => ({
  place,
  text: `${place.dataset.setting ?? ''} ${place.textContent}`.toLowerCase(),
}));
let opened = [];

function filter() {
  const words = find.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const looking = words.length > 0;
  form.classList.toggle('finding', looking);
  let count = 0;
  for (const { place, text } of places) {
    const hit = looking && words.every((word) => text.includes(word));
    place.classList.toggle('found', hit);
    count += hit;
  }
  found.textContent = looking ? said.found.replace('{0}', count) : '';
  opened.forEach((details) => (details.open = details.querySelector('.changed') !== null));
  opened = looking ? open('.found') : [];
}

/** Opens the parts of the form that have one of these; those that were closed. */
function open(selector) {
  const closed = [...form.querySelectorAll('details:not([open])')].filter((details) => details.querySelector(selector));
  closed.forEach((details) => (details.open = true));
  return closed;
}

function showAll() {
  form.classList.toggle('all', all.checked);
}

/** Shows a field that somebody is led to. */
form.addEventListener('reveal', ({ target: field }) => {
  if (find.value) {
    const there = [...form.querySelectorAll('details')].filter((details) => details.contains(field));
    find.value = '';
    filter();
    there.forEach((details) => (details.open = true));
  }
  const place = field.closest('.setting, .other');
  if (place && getComputedStyle(place).display === 'none') {
    all.checked = true;
    showAll();
  }
});

find.addEventListener('input', filter);
// why: what is looked for is no part of what is filled in
finder.addEventListener('input', (event) => event.stopPropagation());
find.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') {
    event.preventDefault();
    const field = form.querySelector('.found :is(input, textarea, select)');
    field?.focus();
    field?.select?.();
  }
});
all.addEventListener('change', () => {
  localStorage.setItem(REMEMBERED, all.checked);
  showAll();
});
all.checked = localStorage.getItem(REMEMBERED) === 'true';
showAll();
open('.changed');
