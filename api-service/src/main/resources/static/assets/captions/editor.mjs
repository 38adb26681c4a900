// The caption editor: puts its parts together, and listens to the keys.

import { Lost, mayChange } from '../rest.mjs';
import { Batch } from './batch.mjs';
import { Dataset } from './dataset.mjs';
import { Desk } from './desk.mjs';
import { Hints } from './hints.mjs';
import { at, say, tell, told } from './page.mjs';
import { Strip } from './strip.mjs';
import { Words } from './words.mjs';

const A_MOMENT = 500; // in which changes are taken in together, in ms
const place = at('captions');
const { version, seen } = document.querySelector('[data-seen]').dataset;
const events = window.htmx.createEventSource(`/api/v1/events?version=${version}&after=${seen}`);
if (place) {
  open().catch((problem) => tell('caption-state', told(problem), true));
} else {
  events.addEventListener('dataset', () => location.reload()); // why: there are pictures now
}

async function open() {
  const dataset = await Dataset.of(version);
  const strip = new Strip(dataset.pictures);
  const desk = new Desk(dataset, strip);
  const save = () => Promise.all(dataset.unsaved.map((picture) => desk.save(picture)));
  const undo = () => takeBack({ dataset, strip, desk, save });
  if (mayChange) {
    new Batch(dataset, strip, save);
  }
  new Words(dataset, strip, save, version);
  new Hints(dataset, strip);
  strip.go(dataset.pictures[0]);
  dataset.addEventListener('pictures', () =>
    (dataset.pictures.length > 0 ? strip.renew(dataset.pictures) : location.reload()));
  listenToEvents(dataset);
  listenToButtons(strip, undo);
  listenToKeys(strip, mayChange ? keysOfChanges(strip, desk, undo) : {});
  saveWhenLeft(dataset, save);
  place.dataset.ready = '';
}

/** Takes the last change back, and shows of which picture it was; first everything has to be saved. */
async function takeBack({ dataset, strip, desk, save }) {
  try {
    await save();
    const [unsaved] = dataset.unsaved;
    if (unsaved) {
      strip.show(unsaved);
      tell('caption-state', say('undoLater', unsaved.name), true);
      return;
    }
    const pictures = await dataset.undo((done, all) => tell('caption-state', say('undoing', done, all)));
    if (pictures.length > 0 && !pictures.includes(strip.current)) {
      strip.show(pictures[0]);
    }
    desk.show();
    tell('caption-state', undone(pictures));
  } catch (problem) {
    tell('caption-state', told(problem), true);
  }
}

function undone(pictures) {
  const [first] = pictures;
  if (pictures.length === 1) {
    return say('undoneOne', first.name);
  }
  return first ? say('undone', pictures.length) : say('undoneNone');
}

/** What others change comes in, a moment after the first of their changes. */
function listenToEvents(dataset) {
  let due;
  const renew = async () => {
    due = undefined;
    try {
      await dataset.renew();
    } catch (problem) {
      if (!(problem instanceof Lost)) {
        throw problem; // why: whoever can't be reached is asked again at the next event
      }
    }
  };
  ['dataset', 'reset'].forEach((name) =>
    events.addEventListener(name, () => (due ??= setTimeout(renew, A_MOMENT))));
}

function listenToButtons(strip, undo) {
  at('previous').addEventListener('click', () => strip.step(-1));
  at('next').addEventListener('click', () => strip.step(1));
  at('undo')?.addEventListener('click', undo);
  at('select-shown')?.addEventListener('click', () => strip.select(strip.shown, true));
  at('select-none')?.addEventListener('click', () => strip.select(strip.all, false));
}

const keysOfChanges = (strip, desk, undo) => ({
  everywhere: {
    'Alt+KeyS': () => strip.select([strip.current], !strip.selected.has(strip.current)),
    'Alt+KeyZ': undo,
  },
  caption: { Escape: () => desk.revert() },
});

function listenToKeys(strip, { everywhere = {}, caption: keysOfCaption = {} }) {
  const keys = {
    PageDown: () => strip.step(1),
    PageUp: () => strip.step(-1),
    ...everywhere,
  };
  const keysOutsideFields = { ArrowRight: keys.PageDown, ArrowLeft: keys.PageUp };

  document.addEventListener('keydown', (event) => {
    const key = (event.altKey ? 'Alt+' : '') + event.code;
    const inField = event.target.closest?.('input, textarea, select');
    const others = event.target === at('caption') ? keysOfCaption : inField ? {} : keysOutsideFields;
    const action = keys[key] ?? others[key];
    const isOther = event.ctrlKey || event.metaKey || event.shiftKey || document.querySelector('dialog[open]');
    if (action && !isOther) {
      event.preventDefault();
      action();
    }
  });
}

function saveWhenLeft(dataset, save) {
  document.addEventListener('visibilitychange', () => document.hidden && save());
  addEventListener('beforeunload', (event) => {
    save();
    if (dataset.isBehind || dataset.unsaved.some((picture) => picture.failed)) {
      event.preventDefault();
    }
  });
}
