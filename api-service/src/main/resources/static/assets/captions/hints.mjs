// Which tags of these captions should go and which should stay, by how many of the pictures have them.

import { mayChange } from '../rest.mjs';
import { at, element, say } from './page.mjs';
import { frequencies } from './tags.mjs';

const FEWEST_PICTURES = 3;
const NEARLY_ALL = 0.9;
const MOST_LISTED = 12;

export class Hints {
  #strip;

  constructor(dataset, strip) {
    this.#strip = strip;
    dataset.addEventListener('changed', () => this.#look());
    at('trigger-word').addEventListener('input', () => this.#look());
    this.#look();
  }

  /** Pictures for regularisation show no subject, and the trigger word is no tag of the subject. */
  #look() {
    const trained = this.#strip.all.filter((picture) => !picture.regularisation);
    const trigger = at('trigger-word').value.trim();
    const tags = frequencies(trained).filter(([tag, count]) => tag !== trigger && count > 1);
    const limit = trained.length * NEARLY_ALL;
    const isEnough = trained.length >= FEWEST_PICTURES;
    this.#list('often', isEnough ? tags.filter(([, count]) => count >= limit) : [], trained.length);
    this.#list('sometimes', isEnough ? tags.filter(([, count]) => count < limit) : [], trained.length);
  }

  #list(id, tags, all) {
    at(id).hidden = tags.length === 0;
    at(`${id}-tags`).replaceChildren(...tags.slice(0, MOST_LISTED).map(([tag, count]) => this.#tag(id, tag, count, all)));
  }

  #tag(id, tag, count, all) {
    const item = element('li');
    const share = element('span', { text: `${count} / ${all}`, className: 'muted numbers' });
    if (id === 'often' && mayChange) {
      const button = element('button', { text: `${tag} `, type: 'button' });
      button.setAttribute('aria-label', say('takeOut', tag, count, all));
      button.append(share);
      button.addEventListener('click', () => takeOut(tag));
      item.append(button);
    } else {
      item.append(`${tag} `, share);
    }
    return item;
  }
}

/** Fills in the form that changes many captions: what it would do can be looked at, and taken back. */
function takeOut(tag) {
  at('action').value = 'remove-tag';
  at('text').value = tag;
  at('action').dispatchEvent(new Event('input', { bubbles: true }));
  at('preview').focus();
  at('batch').scrollIntoView({ block: 'center' });
}
