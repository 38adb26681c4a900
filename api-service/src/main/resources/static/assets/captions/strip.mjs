// The row of small pictures: which are shown, which are selected, which is the one on the desk.

import { mayChange } from '../rest.mjs';
import { at, element, say } from './page.mjs';

export class Strip extends EventTarget {
  #items = new Map();
  #isShown = () => true;

  constructor(pictures) {
    super();
    this.all = pictures;
    this.shown = pictures;
    this.selected = new Set();
    at('strip').replaceChildren(...pictures.map((picture) => this.#item(picture)));
    at('strip').addEventListener('click', (event) => this.#clicked(event));
    this.#label();
  }

  /** Other pictures are there: those that stay keep their places, and what is selected stays so. */
  renew(pictures) {
    const kept = new Set(pictures);
    const known = new Set(this.all);
    const shown = new Set(this.shown);
    const place = Math.max(0, this.shown.indexOf(this.current));
    this.all.filter((picture) => !kept.has(picture)).forEach((picture) => this.#remove(picture));
    this.all = pictures;
    this.shown = pictures.filter((each) => (known.has(each) ? shown.has(each) : this.#isShown(each)));
    pictures.forEach((picture, i) => known.has(picture) || this.#insert(picture, i));
    this.#label();
    if (kept.has(this.current)) {
      this.dispatchEvent(new Event('moved'));
    } else {
      this.go(this.shown[Math.min(place, this.shown.length - 1)] ?? pictures[0]);
    }
  }

  #insert(picture, i) {
    const item = this.#item(picture);
    item.hidden = !this.shown.includes(picture);
    at('strip').insertBefore(item, at('strip').children[i] ?? null);
  }

  #remove(picture) {
    this.#items.get(picture).parentElement.remove();
    this.#items.delete(picture);
    this.selected.delete(picture);
  }

  #item(picture) {
    const button = element('button', { type: 'button', className: 'thumb', tabIndex: -1 });
    button.dataset.picture = picture.picture;
    button.append(element('img', { loading: 'lazy', alt: '', src: `${picture.pictureUrl}?width=128` }));
    const item = element('li');
    item.append(button);
    this.#items.set(picture, button);
    return item;
  }

  #clicked(event) {
    const button = event.target.closest('button.thumb');
    const picture = this.all.find((each) => each.picture === button?.dataset.picture);
    if (!picture) {
      return;
    }
    if (!mayChange) {
      this.go(picture); // why: what is selected can only be changed
    } else if (event.shiftKey) {
      const ends = [this.shown.indexOf(this.current), this.shown.indexOf(picture)].sort((a, b) => a - b);
      this.select(this.shown.slice(Math.max(0, ends[0]), ends[1] + 1), true);
    } else if (event.ctrlKey || event.metaKey) {
      this.select([picture], !this.selected.has(picture));
    } else {
      this.go(picture);
    }
  }

  /** Shows those of which it is true; the first of them goes on the desk unless it is there. */
  filter(isShown) {
    this.#isShown = isShown;
    this.shown = this.all.filter(isShown);
    const shown = new Set(this.shown);
    for (const [picture, button] of this.#items) {
      button.parentElement.hidden = !shown.has(picture);
    }
    if (!shown.has(this.current) && this.shown.length > 0) {
      this.go(this.shown[0]);
    } else {
      this.dispatchEvent(new Event('moved'));
    }
  }

  select(pictures, isSelected) {
    pictures.forEach((picture) => this.selected[isSelected ? 'add' : 'delete'](picture));
    this.#label();
    this.dispatchEvent(new Event('selected'));
  }

  #label() {
    for (const [picture, button] of this.#items) {
      const isSelected = this.selected.has(picture);
      button.classList.toggle('selected', isSelected);
      button.setAttribute('aria-label', isSelected ? `${picture.name} (${say('selected')})` : picture.name);
    }
  }

  /** Puts a picture on the desk. */
  go(picture) {
    const before = this.#items.get(this.current);
    const button = this.#items.get(picture);
    const hadFocus = before && before === document.activeElement;
    before?.removeAttribute('aria-current');
    before?.setAttribute('tabindex', '-1');
    button.setAttribute('aria-current', 'true');
    button.tabIndex = 0;
    this.#bringIntoRow(button);
    if (hadFocus) {
      button.focus({ preventScroll: true });
    }
    const left = this.current;
    this.current = picture;
    this.dispatchEvent(new CustomEvent('moved', { detail: { left } }));
  }

  /** Along the row only: the page stays where its reader is. */
  #bringIntoRow(button) {
    const row = at('strip').getBoundingClientRect();
    const place = button.getBoundingClientRect();
    if (place.left < row.left) {
      at('strip').scrollLeft -= row.left - place.left + place.width;
    } else if (place.right > row.right) {
      at('strip').scrollLeft += place.right - row.right + place.width;
    }
  }

  /** Puts a picture on the desk, also one that is not among those that are shown. */
  show(picture) {
    if (!this.shown.includes(picture)) {
      at('show-all').click();
    }
    this.go(picture);
  }

  /** To the one so many places on, of those that are shown. */
  step(places) {
    const next = this.shown[this.shown.indexOf(this.current) + places];
    if (next) {
      this.go(next);
    }
  }

  mark(picture, isUnsaved) {
    this.#items.get(picture).classList.toggle('unsaved', isUnsaved);
  }
}
