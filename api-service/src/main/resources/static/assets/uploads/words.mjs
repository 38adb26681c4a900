// What uploads say, in the reader's language: from data attributes of their list.

import { at, sayer } from '../said.mjs';

export { at };
export const say = sayer(at('uploads'));

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
