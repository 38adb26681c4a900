// Waiting jobs that are dragged to another place in their line; the buttons do the same without a mouse. While somebody
// drags or chooses, nothing is put in place anew under their hands.

import { say } from '../page.mjs';
import { call } from '../rest.mjs';

const board = document.getElementById('board');
const LONGEST_CHOICE = 8000; // that a list of priorities may stay open, in ms
const LONGEST_WAY = 2000; // from a choice to its request, in ms
let choosingUntil = 0;
let dragged;

const rowOf = (event) => event.target.closest?.('li[data-job]');
const unmark = () => board.querySelectorAll('.before, .after').forEach((row) => row.classList.remove('before', 'after'));

/** The row that is dragged over, if the dragged one may go there. */
function goal(event) {
  const row = rowOf(event);
  return dragged && row && row !== dragged && row.dataset.line === dragged.dataset.line ? row : null;
}

/** Whether it goes behind the row rather than before it. */
function isBehind(event, row) {
  const box = row.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
}

board.addEventListener('dragstart', (event) => {
  dragged = rowOf(event);
  if (dragged) {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged.dataset.job);
    dragged.classList.add('dragged');
  }
});

board.addEventListener('dragover', (event) => {
  const row = goal(event);
  unmark();
  if (row) {
    event.preventDefault();
    row.classList.add(isBehind(event, row) ? 'after' : 'before');
  }
});

board.addEventListener('drop', async (event) => {
  const row = goal(event);
  if (!row) {
    return;
  }
  event.preventDefault();
  const job = dragged.dataset.job;
  const next = isBehind(event, row) ? nextInLine(row) : row;
  if (next !== dragged) {
    await move(job, next ? { before: next.dataset.job } : { to: 'last' });
  }
});

/** The row behind another one in its line, if there is one. */
function nextInLine(row) {
  const line = [...board.querySelectorAll('li[data-job]')].filter((each) => each.dataset.line === row.dataset.line);
  return line[line.indexOf(row) + 1];
}

board.addEventListener('dragend', () => {
  dragged?.classList.remove('dragged');
  dragged = undefined;
  unmark();
  window.htmx.trigger(document.body, 'jobs-changed');
});

async function move(job, to) {
  try {
    await call('POST', `/api/v1/jobs/${job}/move`, { body: to });
  } catch (problem) {
    say(problem.message);
  }
  window.htmx.trigger(document.body, 'jobs-changed');
}

board.addEventListener('htmx:beforeSwap', (event) => {
  if (event.target === board && (dragged || performance.now() < choosingUntil)) {
    event.detail.shouldSwap = false;
  }
});

const choosing = (event) => {
  if (event.target.matches('select')) {
    choosingUntil = performance.now() + LONGEST_CHOICE;
  }
};
board.addEventListener('pointerdown', choosing);
board.addEventListener('keydown', choosing);

// why: what is chosen is sent a moment later, by the list of priorities itself, if that is still there
board.addEventListener('change', () => (choosingUntil = performance.now() + LONGEST_WAY));
board.addEventListener('htmx:beforeRequest', ({ detail }) => {
  if (detail.elt.matches('select')) {
    choosingUntil = 0;
  }
});
