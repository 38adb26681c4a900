// Loss and learning rates of a job: fetched once, then only what is new, and drawn as charts and as a table.

import { Chart } from './chart.mjs';
import { oneAtATime, read } from './fetching.mjs';
import { fillTable } from './table.mjs';

const KEPT_OF_THE_MEAN = 0.9;

/** The course of a job, which follows events. */
export function courseOf(id) {
  const place = document.getElementById('course');
  const known = { attempt: 0, every: 0, totalSteps: 0, stepsPerEpoch: 0, points: [], validations: [], checkpoints: [] };
  const loss = new Chart(document.getElementById('loss-chart'), ['loss', 'smoothed', 'validation']);
  const rate = new Chart(document.getElementById('rate-chart'), ['learningRate', 'textEncoderLearningRate']);

  let asked = false;

  async function take() {
    const last = known.points.at(-1)?.step ?? 0;
    let news = await read(`/api/v1/jobs/${id}/course?after=${last}`);
    if (last > 0 && (news.attempt !== known.attempt || news.every !== known.every)) {
      news = await read(`/api/v1/jobs/${id}/course?after=0`);
    }
    const kept = known.points.filter((point) => point.step <= news.after);
    Object.assign(known, news, { points: [...kept, ...news.points] });
    asked = true;
  }

  function show() {
    const course = { ...known, rows: rowsOf(known) };
    const some = known.points.length > 0;
    place.querySelector('[data-none]').hidden = some || !asked;
    place.classList.toggle('with-text-rate', known.points.some((point) => Number.isFinite(point.textEncoderLearningRate)));
    place.classList.toggle('with-validation', known.validations.length > 0);
    nameLoss(known.every);
    loss.show(course);
    rate.show(course);
    fillTable(place.querySelector('table'), course);
  }

  /** Beside what is told of one step elsewhere. */
  function nameLoss(every) {
    for (const name of place.querySelectorAll('[data-loss]')) {
      name.textContent = every > 1 ? name.dataset.lossMean.replace('<0>', every) : name.dataset.loss;
    }
  }

  const fetchCourse = oneAtATime(async () => {
    await take();
    show();
  });
  const fetchCheckpoints = oneAtATime(async () => {
    known.checkpoints = (await read(`/api/v1/jobs/${id}/checkpoints`)).items;
    show();
  });
  fetchCourse();
  fetchCheckpoints();
  return {
    news(name) {
      if (name !== 'checkpoint') {
        fetchCourse();
      }
      if (name !== 'job') {
        fetchCheckpoints();
      }
    },
  };
}

/** One row a step that something is known of. */
function rowsOf({ points, validations, stepsPerEpoch }) {
  const rows = new Map();
  let mean = 0;
  let weight = 0;
  for (const point of points) {
    mean = KEPT_OF_THE_MEAN * mean + (1 - KEPT_OF_THE_MEAN) * point.loss;
    weight = KEPT_OF_THE_MEAN * weight + (1 - KEPT_OF_THE_MEAN);
    rows.set(point.step, { ...point, smoothed: mean / weight });
  }
  for (const each of validations) {
    rows.set(each.step, { ...(rows.get(each.step) ?? { step: each.step }), validation: each.loss });
  }
  return [...rows.values()]
    .sort((one, other) => one.step - other.step)
    .map((row) => ({ ...row, epoch: stepsPerEpoch ? Math.ceil(row.step / stepsPerEpoch) : undefined }));
}
