// Small things for what is shown: elements by their ids, phrases in the reader's language.

export const at = (id) => document.getElementById(id);

const phrases = at('phrases')?.dataset ?? {};

/** What the page says, with values in its places. */
export function say(phrase, ...values) {
  return phrases[phrase].replace(/\{(\d)\}/g, (place, i) => values[i]);
}

/** A new element; its text is text, whatever it holds. */
export function element(name, { text = '', className = '', ...properties } = {}) {
  const made = Object.assign(document.createElement(name), { textContent: text, className });
  return Object.assign(made, properties);
}

/** What went wrong, for people. */
export function told(problem) {
  return problem.status ? problem.message : say('away');
}

export function tell(place, text, isProblem = false) {
  at(place).textContent = text;
  at(place).classList.toggle('problem', isProblem);
}
