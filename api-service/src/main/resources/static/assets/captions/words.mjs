// The trigger word, and the list of all tags: which pictures have them.

import { whileBusy } from '../busy.mjs';
import { at, element, keepingFocus, say, tell, told } from './page.mjs';
import { frequencies, says, tagsOf } from './tags.mjs';

const MOST_LISTED = 300;

export class Words {
  #dataset;
  #strip;
  #save;
  #memory;
  #chosen;

  /** @param save saves what is written on the desk */
  constructor(dataset, strip, save, version) {
    this.#dataset = dataset;
    this.#strip = strip;
    this.#save = save;
    this.#memory = `trigger word of ${version}`;
    at('trigger-word').value = localStorage.getItem(this.#memory) ?? at('trigger-word').value;
    at('trigger-word').addEventListener('input', () => this.#named());
    at('show-lacking').addEventListener('click', () => this.#showLacking());
    at('put-first')?.addEventListener('click', () => whileBusy(at('put-first'), () => this.#putFirst()));
    at('show-all').addEventListener('click', () => this.#show(undefined));
    at('find-tag').addEventListener('input', () => this.#list());
    dataset.addEventListener('changed', () => this.#look());
    this.#look();
  }

  get #trigger() {
    return at('trigger-word').value.trim();
  }

  /** Pictures that should have it: it does not belong into those for regularisation. */
  get #trained() {
    return this.#strip.all.filter((picture) => !picture.regularisation);
  }

  get #lacking() {
    return this.#trained.filter((picture) => !says(picture.caption, this.#trigger));
  }

  #named() {
    localStorage.setItem(this.#memory, this.#trigger);
    this.#look();
  }

  #look() {
    const missing = this.#trigger ? this.#lacking.length : 0;
    tell('lacking', this.#trigger ? say('lacking', missing, this.#trained.length) : '');
    at('show-lacking').disabled = missing === 0;
    at('put-first')?.toggleAttribute('disabled', !this.#trigger);
    this.#list();
  }

  #showLacking() {
    const lacking = new Set(this.#lacking);
    this.#chosen = undefined;
    this.#list();
    this.#filter((picture) => lacking.has(picture), say('without', this.#trigger));
  }

  /** Where it stands within a sentence it is left there. */
  async #putFirst() {
    const wanted = this.#trained.filter(
      (picture) => !says(picture.caption, this.#trigger) || tagsOf(picture.caption).includes(this.#trigger));
    try {
      tell('lacking', say('working'));
      await this.#save();
      const changed = await this.#dataset.change({
        action: 'tag-first',
        text: this.#trigger,
        pictures: wanted.map((picture) => picture.picture),
      });
      tell('lacking', `${say('changed', changed)} ${at('lacking').textContent}`);
    } catch (problem) {
      tell('lacking', told(problem), true);
    }
  }

  #show(tag) {
    this.#chosen = tag;
    this.#list();
    this.#filter(
      (picture) => tag === undefined || tagsOf(picture.caption).includes(tag),
      tag === undefined ? '' : say('with', tag));
  }

  #filter(isShown, text) {
    at('filter').textContent = text;
    at('show-all').hidden = !text;
    this.#strip.filter(isShown);
  }

  /** A tag with the number of pictures that have it. */
  #tag([tag, count], press) {
    const button = element('button', { text: `${tag} `, type: 'button' });
    button.append(element('span', { text: count, className: 'muted numbers' }));
    button.setAttribute('aria-pressed', String(tag === this.#chosen));
    button.addEventListener('click', () => press(tag));
    const item = element('li');
    item.append(button);
    return item;
  }

  #list() {
    const all = frequencies(this.#strip.all);
    const wanted = at('find-tag').value.trim().toLowerCase();
    const found = all.filter(([tag]) => tag.toLowerCase().includes(wanted));
    at('known-tags').replaceChildren(
      ...all.slice(0, MOST_LISTED).map(([tag]) => element('option', { value: tag })));
    const press = (tag) => this.#show(tag === this.#chosen ? undefined : tag);
    keepingFocus(
      at('all-tags'),
      () => at('all-tags').replaceChildren(
        ...found.slice(0, MOST_LISTED).map((each) => this.#tag(each, press))),
      at('find-tag'));
    if (found.length > MOST_LISTED) {
      at('all-tags').append(element('li', { text: say('more', found.length - MOST_LISTED) }));
    }
  }
}
