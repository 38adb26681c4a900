// Presets: what one would change stands below before it is filled in, and can be taken back. People save
// their own ones from what the form says.

import { whileBusy } from '../busy.mjs';
import { call } from '../rest.mjs';
import { list } from './changes.mjs';
import { boxes, fill, form, same, takenBack, tell, usual, value } from './values.mjs';

const PRESETS = '/api/v1/presets';
const said = document.getElementById('tools').dataset;
const choice = document.getElementById('preset');
const about = document.getElementById('help-preset');
const apply = document.getElementById('preset-apply');
const undo = document.getElementById('preset-undo');
const remove = document.getElementById('preset-remove');
const changes = document.getElementById('preset-changes');
const hidden = document.getElementById('preset-name');
const name = document.getElementById('preset-save-name');
const problemOfName = document.getElementById('problem-preset-save-name');
const problemOfPreset = document.getElementById('problem-preset');
const helped = about.textContent;
let presets;
let back;

/** Those that there are, asked for once; again where that went wrong. */
async function all() {
  presets ??= call('GET', PRESETS).then((answer) => answer.content);
  try {
    return await presets;
  } catch (error) {
    presets = undefined;
    throw error;
  }
}

const chosen = async () => (await all()).find((each) => each.name === choice.value);

/** Does something that asks the service; what goes wrong is told at a field. */
async function attempt(place, action) {
  place.textContent = '';
  try {
    await action();
  } catch (error) {
    place.textContent = error.message;
  }
}

const text = (one) => (Array.isArray(one) ? one.join(', ') : String(one ?? ''));
const isPreview = (box) => box.dataset.field !== box.dataset.setting;

/** What would be different. Training settings that a preset does not name are as by default then. */
function differences(preset) {
  return boxes.map((box) => {
    const { setting } = box.dataset;
    const given = (isPreview(box) ? preset?.preview : preset?.settings) ?? {};
    const from = value(box);
    const to = setting in given ? text(given[setting]) : isPreview(box) ? from : usual(box);
    return { box, from, to };
  }).filter(({ box, from, to }) => !same(box, from, to));
}

async function show() {
  const preset = await chosen();
  const purpose = document.querySelector(`[data-purpose="${CSS.escape(choice.value)}"]`);
  about.textContent = purpose?.textContent || preset?.purpose || helped;
  remove?.toggleAttribute('hidden', !preset?.own);
  const found = differences(preset);
  changes.hidden = false;
  document.getElementById('preset-count').textContent =
    found.length > 0 ? said.changes.replace('{0}', found.length) : said.same;
  list(changes.querySelector('ul'), found);
  apply.disabled = found.length === 0 && hidden.value === choice.value;
}

/** What is not as by default. */
function written(preview) {
  return Object.fromEntries(boxes
    .filter((box) => isPreview(box) === preview && !same(box, value(box), usual(box)))
    .map((box) => [box.dataset.setting, value(box)]));
}

/** Others are there now. */
async function showAnew() {
  presets = undefined;
  await show();
}

const look = () => attempt(problemOfPreset, show);

choice.addEventListener('change', look);
form.addEventListener('input', () => changes.hidden || look());
apply.addEventListener('click', () => attempt(problemOfPreset, async () => {
  const found = differences(await chosen());
  back = takenBack(() => {
    found.forEach(({ box, to }) => fill(box, to));
    hidden.value = choice.value;
  });
  undo.hidden = false;
}));
undo.addEventListener('click', () => {
  back();
  undo.hidden = true;
});
document.getElementById('preset-save')?.addEventListener('submit', (event) => {
  event.preventDefault();
  whileBusy(event.submitter, () => attempt(problemOfName, async () => {
    const body = { name: name.value, settings: written(false), preview: written(true) };
    const saved = (await call('POST', PRESETS, { body })).content;
    choice.add(new Option(saved.name, saved.name, false, true));
    name.value = '';
    await showAnew();
  }));
});
remove?.addEventListener('click', () => {
  if (confirm(said.remove.replace('{0}', choice.value))) {
    whileBusy(remove, () => attempt(problemOfPreset, async () => {
      await call('DELETE', `${PRESETS}/${encodeURIComponent(choice.value)}`);
      if (hidden.value === choice.value) {
        hidden.value = ''; // why: a run that names it would be refused
        tell();
      }
      choice.selectedOptions[0].remove();
      choice.value = '';
      await showAnew();
    }));
  }
});
