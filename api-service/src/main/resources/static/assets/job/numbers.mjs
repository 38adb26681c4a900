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

/** Decimal places that tell numbers at this distance apart; of 2.5e-7 these are 8. */
function placesOf(distance) {
  const [digits, exponent] = Number(distance.toPrecision(6)).toExponential().split('e');
  return digits.length - (digits.includes('.') ? 2 : 1) - Number(exponent);
}

/** A number at an axis, with as many digits as the distance to the next one needs. */
export function atAxis(name, value, distance) {
  const places = placesOf(distance);
  if (Math.abs(value) < distance / 2) {
    return '0';
  }
  if (name !== 'learningRate') {
    return value.toFixed(Math.min(20, Math.max(0, places)));
  }
  const exponent = Number(value.toExponential().split('e')[1]);
  return value.toExponential(Math.min(20, Math.max(0, exponent + places))).replace(/\.?0+e/, 'e');
}
