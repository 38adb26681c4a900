// Files of models, which have gigabytes: large ones come in parts, beside the page's other work, and outlive the page. After
// a reload the same file is chosen again, and goes on where it was. What is under way is shown below its form.

import { Stopped } from './requests.mjs';
import { Row } from './row.mjs';
import { begin, forget, isLarge, isSame, make, sendParts, unfinished } from './sending.mjs';
import { at, say } from './words.mjs';

const PLACE = '/api/v1/model-uploads';
const begun = at('uploads');
let jobs = [];

const isBusy = (job) => job.state === 'active';
const jobOf = (file) => jobs.find(({ known }) => isSame(known, file, file.name));

function addJob(known) {
  const row = new Row(known.name, known.bytes);
  const job = { row, known, upload: known.id, state: 'left', stop: new AbortController() };
  row.addEventListener('cancel', () => cancel(job));
  row.addEventListener('retry', () => run(job));
  begun.append(row.element);
  jobs.push(job);
  return job;
}

function cancel(job) {
  job.stop.abort();
  jobs = jobs.filter((other) => other !== job);
  job.row.element.remove();
  if (job.upload) {
    forget(job.upload).catch(() => {}); // why: it is forgotten after a while anyway
  }
}

/** What is said of a base model; of others nothing is. */
function saidOf(form) {
  if (form.dataset.becomes !== 'base-model') {
    return undefined;
  }
  const said = new FormData(form);
  said.delete('file');
  return said;
}

async function run(job) {
  const { row, file, form } = job;
  job.state = 'active';
  job.stop = new AbortController();
  const ways = {
    signal: job.stop.signal,
    progress: (sent) => row.progress(sent),
    away: (reason) => row.show('away', reason || say('away')),
  };
  try {
    row.show('waiting');
    job.upload ??= await begin(file, file.name, PLACE, ways);
    await sendParts(file, job.upload, ways);
    row.show('adding');
    await make(job.upload, form.dataset.becomes, saidOf(form), ways);
    job.state = 'ended';
    row.show('done');
    leave(form);
  } catch (problem) {
    job.state = 'left';
    if (problem instanceof Stopped) {
      return;
    }
    if (problem.status === 404) {
      job.upload = undefined; // why: the service has forgotten what was begun
    }
    row.show('refused', problem.message, { again: true, kept: true });
  }
}

/** To the page with what was made, unless other files are on their way. */
function leave(form) {
  if (!jobs.some(isBusy)) {
    location.assign(form.dataset.next);
  }
}

// why: before htmx, which sends the whole form at once
document.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-becomes]');
  const [file] = form?.elements.file.files ?? [];
  const job = file && jobOf(file);
  if (!file || !(job || isLarge(file))) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const wanted = job ?? addJob({ name: file.name, bytes: file.size, modified: String(file.lastModified) });
  if (!isBusy(wanted)) {
    Object.assign(wanted, { file, form });
    form.nextElementSibling.append(wanted.row.element);
    run(wanted);
  }
  wanted.row.element.scrollIntoView({ block: 'nearest' });
}, { capture: true });

addEventListener('beforeunload', (event) => {
  if (jobs.some(isBusy)) {
    event.preventDefault();
  }
});

for (const known of await unfinished(PLACE)) {
  const job = addJob(known);
  const percent = Math.floor((100 * known.received) / known.bytes);
  job.row.progress(known.received);
  job.row.show('unfinished', known.received === known.bytes ? say('complete') : say('unfinished', percent));
}
begun.dataset.ready = '';
