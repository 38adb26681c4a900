// Changes of many captions: of those that are selected, or else of all that are shown.

import { whileBusy } from '../busy.mjs';
import { at, element, say, tell, told } from './page.mjs';

const MOST_SHOWN = 50;

export class Batch {
  #dataset;
  #strip;
  #save;
  #looked;

  /** @param save saves what is written on the desk */
  constructor(dataset, strip, save) {
    this.#dataset = dataset;
    this.#strip = strip;
    this.#save = save;
    at('batch').addEventListener('submit', (event) => {
      event.preventDefault();
      whileBusy(at('preview'), () => this.#preview());
    });
    at('batch').addEventListener('input', () => this.#fit());
    at('apply').addEventListener('click', () => whileBusy(at('apply'), () => this.#apply()));
    strip.addEventListener('selected', () => this.#fit());
    strip.addEventListener('moved', () => this.#scope());
    this.#fit();
  }

  /** Fields that the action needs; what was looked at before is not what would happen now. */
  #fit() {
    const needs = at('action').selectedOptions[0].dataset.needs.split(' ');
    document.querySelectorAll('#batch [data-field]').forEach((field) => {
      field.hidden = !needs.includes(field.dataset.field);
    });
    this.#forget();
    this.#scope();
  }

  #forget() {
    this.#looked = undefined;
    at('apply').disabled = true;
    at('changes').replaceChildren();
    tell('batch-state', '');
  }

  #scope() {
    const { selected, shown } = this.#strip;
    at('scope').textContent =
      selected.size > 0 ? say('some', selected.size) : say('all', shown.length);
  }

  #request() {
    const option = at('action').selectedOptions[0];
    const { selected, shown, all } = this.#strip;
    const pictures = selected.size > 0 ? [...selected] : shown;
    return {
      action: option.value,
      order: option.dataset.order,
      text: at('text').value,
      search: at('search').value,
      keep: option.value === 'sort-tags' ? at('keep').value.trim() || 0 : undefined,
      pictures: pictures.length === all.length ? undefined : pictures.map((each) => each.picture),
    };
  }

  async #preview() {
    this.#forget();
    tell('batch-state', say('working'));
    try {
      await this.#save();
      const request = this.#request();
      const { content, etag } = await this.#dataset.preview(request);
      this.#looked = { request, etag };
      this.#show(content.changed);
    } catch (problem) {
      tell('batch-state', told(problem), true);
    }
  }

  #show(changed) {
    const { selected, shown } = this.#strip;
    tell('batch-state', say('would', changed.length, selected.size || shown.length));
    at('apply').disabled = changed.length === 0;
    at('changes').replaceChildren(
      ...changed.slice(0, MOST_SHOWN).map(({ name, before, after }) => {
        const item = element('li');
        item.append(
          element('strong', { text: name }),
          element('del', { text: before }),
          element('ins', { text: after }),
        );
        return item;
      }),
    );
    if (changed.length > MOST_SHOWN) {
      at('changes').append(element('li', { text: say('more', changed.length - MOST_SHOWN) }));
    }
  }

  async #apply() {
    const { request, etag } = this.#looked;
    this.#forget();
    tell('batch-state', say('working'));
    try {
      tell('batch-state', say('changed', await this.#dataset.change(request, etag)));
    } catch (problem) {
      tell('batch-state', problem.status === 412 ? say('overtaken') : told(problem), true);
    }
  }
}
