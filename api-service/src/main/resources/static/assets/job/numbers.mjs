// Numbers as the reader's language writes them.

const language = document.documentElement.lang;
const whole = new Intl.NumberFormat(language);
const loss = new Intl.NumberFormat(language, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const FORMS = {
  step: (value) => whole.format(value),
  epoch: (value) => whole.format(value),
  loss: (value) => loss.format(value),
  smoothed: (value) => loss.format(value),
  validation: (value) => loss.format(value),
  learningRate: rate,
  textEncoderLearningRate: rate,
};

/** A learning rate: short, and never rounded to 0. */
function rate(value) {
  return value === 0 ? '0' : value.toExponential(2).replace(/\.?0+e/, 'e');
}

/** What a row says of a thing; a dash where it says nothing. */
export function said(row, name) {
  const value = row?.[name];
  return value === undefined || value === null ? '–' : FORMS[name](value);
}

/** A number at an axis. */
export function atAxis(name, value) {
  return name === 'learningRate' ? rate(value) : String(Number(value.toPrecision(4)));
}
