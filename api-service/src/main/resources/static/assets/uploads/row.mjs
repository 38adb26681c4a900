// One file in the list of uploads: its name, how far it is, and what came of it.

import { say, size } from './words.mjs';

function made(name, className, text = '') {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

export class Row extends EventTarget {
  element = made('li', 'upload');
  state = '';
  #progress = made('progress', '');
  #text = made('span', 'outcome');
  #again = made('button', 'plain', say('retry'));
  #cancel = made('button', 'plain', say('cancel'));
  #bytes;

  /** @param bytes absent where it is not known */
  constructor(name, bytes) {
    super();
    this.#bytes = bytes;
    this.name = name;
    this.element.append(
      made('strong', '', name),
      made('span', 'muted numbers size', bytes === undefined ? '' : size(bytes)),
      this.#progress, this.#text, this.#again, this.#cancel);
    this.#progress.setAttribute('aria-label', say('progress', name));
    this.#again.setAttribute('aria-label', say('retryFile', name));
    this.#cancel.setAttribute('aria-label', say('cancelFile', name));
    for (const [button, event] of [[this.#again, 'retry'], [this.#cancel, 'cancel']]) {
      button.type = 'button';
      button.addEventListener('click', () => this.dispatchEvent(new Event(event)));
    }
    this.show('waiting');
  }

  /**
   * @param state waiting, sending, away, adding, unfinished, done or refused
   * @param text what is said of it
   * @param settled whether it can't be cancelled any more
   * @param kept whether what was sent is still there though it was refused
   */
  show(state, text = say(state), { again = false, settled = false, kept = false } = {}) {
    this.state = state;
    this.element.dataset.state = state;
    this.#text.textContent = text;
    this.#text.classList.toggle('problem', state === 'refused');
    this.#progress.hidden = ['waiting', 'done', 'refused'].includes(state);
    this.#cancel.hidden = settled || (!kept && ['adding', 'done', 'refused'].includes(state));
    this.#again.hidden = !again;
    if (state === 'adding') {
      this.#progress.removeAttribute('value');
    }
  }

  /** How many bytes have been sent. */
  progress(sent) {
    this.#progress.value = this.#bytes ? Math.min(1, sent / this.#bytes) : 0;
    if (!['sending', 'unfinished', 'adding'].includes(this.state)) {
      this.show('sending');
    }
  }
}
