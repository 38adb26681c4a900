// What uploads say, in the reader's language: from data attributes of their list.

export const at = (id) => document.getElementById(id);

const phrases = at('uploads')?.dataset ?? {};

/** A phrase with values in its places. */
export function say(phrase, ...values) {
  return phrases[phrase].replace(/\{(\d)\}/g, (place, i) => values[i]);
}

const whole = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });

/** A length for people. */
export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB'];
  let unit = 0;
  let left = bytes;
  for (; left >= 1000 && unit < units.length - 1; unit++) {
    left /= 1000;
  }
  return `${whole.format(left)} ${units[unit]}`;
}
