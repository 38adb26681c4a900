// The place where files are added to a dataset: what is chosen, dropped or pasted goes into the queue.

import { Queue } from './queue.mjs';
import { Refusals } from './refusals.mjs';
import { at, say } from './words.mjs';

const list = at('uploads');
const field = at('upload-files');
const report = at('upload-report');
const clear = at('clear-uploads');
const queue = new Queue(list.dataset.version, list, new Refusals(list.dataset.version));

function look() {
  clear.hidden = !list.querySelector('[data-state="done"], [data-state="refused"]');
}

function tell({ added, refused }) {
  const lines = [];
  if (added > 0) {
    lines.push(['good', say('added', added)]);
  }
  if (refused > 0) {
    lines.push(['bad', say('refused', refused)]);
  }
  report.replaceChildren(...lines.map(([tone, text]) =>
    Object.assign(document.createElement('p'), { className: `notice ${tone}`, textContent: text })));
}

queue.addEventListener('rest', ({ detail }) => {
  tell(detail);
  look();
  if (detail.added > 0) {
    htmx.trigger(document.body, 'pictures-changed');
  }
});

queue.addEventListener('unpacked', () => htmx.trigger(document.body, 'concepts-changed'));

function add(files) {
  report.replaceChildren();
  queue.add(files, at('upload-concept')?.value);
}

field.addEventListener('change', () => {
  const files = [...field.files];
  field.value = '';
  add(files.map((file) => ({ file, path: file.webkitRelativePath || file.name })));
});

field.addEventListener('gathered', ({ detail }) => add(detail));

clear.addEventListener('click', () => {
  queue.clear();
  report.replaceChildren();
  look();
});

addEventListener('beforeunload', (event) => {
  if (queue.busy) {
    event.preventDefault();
  }
});

look();
await queue.remember();
