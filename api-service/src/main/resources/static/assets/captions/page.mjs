// Small things for what is shown: elements by their ids, phrases in the reader's language.

import { Lost } from '../rest.mjs';
import { at, sayer } from '../said.mjs';

export { at };

/** What the page says; nothing where it has no pictures. */
export const say = sayer(at('phrases'));

/** A new element; its text is text, whatever it holds. */
export function element(name, { text = '', className = '', ...properties } = {}) {
  const made = Object.assign(document.createElement(name), { textContent: text, className });
  return Object.assign(made, properties);
}

/** What went wrong, for people. */
export function told(problem) {
  return problem instanceof Lost ? say('away') : problem.message;
}

/**
 * Makes a list of buttons anew. Whoever was on one of them is on the one in its place then, on the last one, or, where
 * none is left, elsewhere.
 */
export function keepingFocus(list, make, elsewhere) {
  const at = [...list.querySelectorAll('button')].indexOf(document.activeElement);
  make();
  if (at >= 0) {
    const buttons = list.querySelectorAll('button');
    (buttons[Math.min(at, buttons.length - 1)] ?? elsewhere).focus();
  }
}

export function tell(place, text, isProblem = false) {
  at(place).textContent = text;
  at(place).classList.toggle('problem', isProblem);
}
