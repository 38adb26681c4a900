// The page of one job: what concerns other jobs of its run changes nothing here.

import { courseOf } from './course.mjs';
import { logOf } from './log.mjs';

const { job: id, state: first } = document.getElementById('job').dataset;
const parts = [courseOf(id), logOf(id)];
let state = first;

/** What an event of the stream tells of. */
function subject(event) {
  return JSON.parse(event.detail.data);
}

for (const name of ['sse:job', 'sse:checkpoint', 'sse:preview']) {
  // why: before htmx hears of it, which has room for one request that waits, and may forget another one for it
  const hold = (event) => {
    const { id: own, jobId } = subject(event);
    if (own !== id && jobId !== id) {
      event.stopPropagation();
    }
  };
  document.body.addEventListener(name, hold, { capture: true });
}

/** When a job has failed its checkpoints may be taken as its result, which the list of them offers. */
function noteState(now) {
  if (now !== state) {
    window.htmx.trigger(document.body, 'previews-changed');
  }
  state = now;
}

const progress = document.getElementById('progress');
const checkpoints = document.getElementById('checkpoints');
const listen = (place, name, then) =>
  place.addEventListener(name, (event) => event.target === place && then(event));

listen(progress, 'sse:job', (event) => {
  parts.forEach((part) => part.news('job'));
  noteState(subject(event).state);
});
listen(checkpoints, 'sse:checkpoint', () => parts.forEach((part) => part.news('checkpoint')));
listen(progress, 'sse:reset', () => parts.forEach((part) => part.news('all')));
