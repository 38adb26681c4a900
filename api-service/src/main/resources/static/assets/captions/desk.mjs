// The picture that is worked on: its caption, its tags, and what is told of saving it.

import { mayChange } from '../rest.mjs';
import { at, element, keepingFocus, say, tell, told } from './page.mjs';
import { tagsOf, withoutTag, withTags } from './tags.mjs';

export class Desk {
  #dataset;
  #strip;

  constructor(dataset, strip) {
    this.#dataset = dataset;
    this.#strip = strip;
    strip.addEventListener('moved', (event) => this.#moved(event.detail?.left));
    strip.addEventListener('selected', () => this.#place());
    dataset.addEventListener('changed', () => this.#changed());
    at('caption').addEventListener('input', () => this.#wrote());
    at('caption').addEventListener('change', () => this.save());
    at('select')?.addEventListener('change', () => strip.select([this.#picture], at('select').checked));
    at('add-tag')?.addEventListener('submit', (event) => this.#add(event));
    at('take-theirs').addEventListener('click', () => this.revert());
    at('keep-mine').addEventListener('click', () => this.save(this.#picture, true));
  }

  get #picture() {
    return this.#strip.current;
  }

  /**
   * Saves what was written for a picture; what can't be saved stays written.
   *
   * @param isChosen whether it is to be saved over what somebody else wrote meanwhile
   */
  async save(picture = this.#picture, isChosen = false) {
    if (picture?.draft === undefined || (picture.conflict && !isChosen)) {
      return;
    }
    this.#state(picture, say('saving'));
    try {
      await this.#dataset.save(picture);
      this.#strip.mark(picture, false);
      this.#state(picture, say('saved'));
      this.#conflict(picture, false);
      this.#retryOthers(picture);
    } catch (problem) {
      picture.failed = true;
      this.#strip.mark(picture, true);
      await this.#failed(picture, problem);
    }
  }

  #retryOthers(saved) {
    saved.failed = false;
    this.#dataset.unsaved.filter((each) => each.failed).forEach((each) => this.save(each));
  }

  async #failed(picture, problem) {
    try {
      if (problem.status !== 412) {
        throw problem;
      }
      await this.#dataset.reread(picture);
      this.#conflict(picture, true);
      this.#state(picture, say('unsaved', picture.name), true);
    } catch (final) {
      this.#state(picture, `${say('unsaved', picture.name)}. ${told(final)}`, true);
    }
  }

  /** Back to what is saved; what was written can be taken up again. */
  revert() {
    const picture = this.#picture;
    const wrote = picture.draft !== undefined && picture.draft !== picture.caption;
    this.#dataset.discard(picture);
    this.#strip.mark(picture, false);
    this.show();
    this.#state(picture, wrote ? say('reverted') : '');
  }

  /** Shows the picture's caption as it is known now. */
  show() {
    this.#conflict(this.#picture, this.#picture.conflict ?? false);
    this.#write();
  }

  #moved(left) {
    if (left && left !== this.#picture) {
      this.save(left);
    }
    this.#place();
    const picture = this.#picture;
    if (left === picture || !picture) {
      return;
    }
    at('large').src = `${picture.pictureUrl}?width=512`;
    at('large').alt = picture.name;
    at('whole').href = picture.pictureUrl;
    at('name').textContent = picture.name;
    at('regularisation').hidden = !picture.regularisation;
    this.#state(picture, '');
    this.show();
    const next = this.#strip.shown[this.#strip.shown.indexOf(picture) + 1];
    if (next) {
      new Image().src = `${next.pictureUrl}?width=512`;
    }
  }

  #place() {
    const place = this.#strip.shown.indexOf(this.#picture) + 1;
    at('position').textContent = `${place} / ${this.#strip.shown.length}`;
    if (mayChange) {
      at('select').checked = this.#strip.selected.has(this.#picture);
    }
  }

  #changed() {
    at('undo')?.toggleAttribute('disabled', !this.#dataset.canUndo);
    this.#dataset.unsaved.filter(({ conflict }) => conflict).forEach((each) => this.#strip.mark(each, true));
    if (this.#picture && this.#picture.draft === undefined) {
      this.#write();
    } else if (this.#picture?.conflict) {
      this.#conflict(this.#picture, true);
    }
  }

  #write() {
    const text = this.#picture.draft ?? this.#picture.caption;
    if (at('caption').value !== text) {
      at('caption').value = text;
    }
    this.#chips();
  }

  #wrote() {
    this.#picture.draft = at('caption').value;
    this.#state(this.#picture, '');
    this.#chips();
  }

  #chips() {
    keepingFocus(at('chips'), () =>
      at('chips').replaceChildren(
        ...tagsOf(at('caption').value).map((tag) => {
          const item = element('li', { text: tag });
          if (!mayChange) {
            return item;
          }
          const remove = element('button', { text: '×', type: 'button' });
          remove.setAttribute('aria-label', say('remove', tag));
          remove.addEventListener('click', () => this.#become(withoutTag(at('caption').value, tag)));
          item.append(remove);
          return item;
        }),
      ), at('new-tag'));
  }

  #add(event) {
    event.preventDefault();
    this.#become(withTags(at('caption').value, at('new-tag').value));
    at('new-tag').value = '';
  }

  #become(text) {
    at('caption').value = text;
    this.#wrote();
    this.save();
  }

  #state(picture, text, isProblem = false) {
    if (picture === this.#picture || isProblem) {
      tell('caption-state', text, isProblem);
    }
  }

  #conflict(picture, isThere) {
    picture.conflict = isThere;
    if (picture === this.#picture) {
      at('conflict').hidden = !isThere;
      at('theirs').textContent = picture.caption;
    }
  }
}
