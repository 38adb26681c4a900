// What scripts say, in the reader's language.

export const at = (id) => document.getElementById(id);

/** Says phrases that stand in the data attributes of an element, with values in their places. */
export const sayer = (element) => (phrase, ...values) =>
  element.dataset[phrase].replace(/\{(\d)\}/g, (place, i) => values[i]);
