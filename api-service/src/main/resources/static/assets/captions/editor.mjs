// The caption editor: puts its parts together, and listens to the keys.

import { Batch } from './batch.mjs';
import { Dataset } from './dataset.mjs';
import { Desk } from './desk.mjs';
import { at, say, tell, told } from './page.mjs';
import { Strip } from './strip.mjs';
import { Words } from './words.mjs';

const place = at('captions');
if (place) {
  open(place.dataset.version).catch((problem) => tell('caption-state', told(problem), true));
}

async function open(version) {
  const dataset = await Dataset.of(version);
  const strip = new Strip(dataset.pictures);
  const desk = new Desk(dataset, strip);
  const save = () => Promise.all(dataset.unsaved.map((picture) => desk.save(picture)));
  new Batch(dataset, strip, save);
  new Words(dataset, strip, save, version);
  strip.go(dataset.pictures[0]);

  async function undo() {
    try {
      await save();
      tell('caption-state', say('undone', await dataset.undo()));
    } catch (problem) {
      tell('caption-state', told(problem), true);
    }
  }

  at('previous').addEventListener('click', () => strip.step(-1));
  at('next').addEventListener('click', () => strip.step(1));
  at('undo').addEventListener('click', undo);
  at('select-shown').addEventListener('click', () => strip.select(strip.shown, true));
  at('select-none').addEventListener('click', () => strip.select(strip.all, false));

  document.addEventListener('visibilitychange', () => document.hidden && save());
  addEventListener('beforeunload', (event) => {
    save();
    if (dataset.isBehind || dataset.unsaved.some((picture) => picture.failed)) {
      event.preventDefault();
    }
  });

  const keys = {
    PageDown: () => strip.step(1),
    PageUp: () => strip.step(-1),
    'Alt+KeyS': () => strip.select([strip.current], !strip.selected.has(strip.current)),
    'Alt+KeyZ': undo,
  };
  const keysOutsideFields = { ArrowRight: keys.PageDown, ArrowLeft: keys.PageUp };

  document.addEventListener('keydown', (event) => {
    const inField = event.target.closest?.('input, textarea, select');
    const key = (event.altKey ? 'Alt+' : '') + event.code;
    const action =
      event.target === at('caption') && key === 'Escape'
        ? () => desk.revert()
        : (keys[key] ?? (inField ? undefined : keysOutsideFields[key]));
    if (action && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      action();
    }
  });
  place.dataset.ready = '';
}
