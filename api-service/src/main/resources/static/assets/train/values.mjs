// What the settings on the form of a run hold, as people write it: several values with commas between them.

export const form = document.getElementById('run');
export const boxes = [...form.querySelectorAll('.setting')];

const ticks = (box) => [...box.querySelectorAll('input[type="checkbox"]')];
const control = (box) => box.querySelector('input[type="text"], textarea, select');
const joined = (some) => some.map((tick) => tick.value).join(', ');

/** Its default; nothing is said of none. */
export const usual = (box) => box.dataset.default ?? '';

export function value(box) {
  return control(box)?.value ?? joined(ticks(box).filter((tick) => tick.checked));
}

const came = (field) =>
  field instanceof HTMLSelectElement
    ? ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? ''
    : field.defaultValue;

/** What it held when the page came. */
export function first(box) {
  const field = control(box);
  return field ? came(field) : joined(ticks(box).filter((tick) => tick.defaultChecked));
}

export function fill(box, text) {
  const field = control(box);
  if (field) {
    field.value = text;
    return;
  }
  const chosen = parts(text);
  ticks(box).forEach((tick) => (tick.checked = chosen.includes(tick.value.toLowerCase())));
}

export const label = (box) => {
  const said = box.querySelector('legend, label');
  return (said.matches('label') && said.querySelector('span') || said).textContent;
};

/** Whether two texts mean the same: 0.0001 is 1e-4. Where commas belong to a text, its spaces count. */
export function same(box, one, other) {
  if (control(box) instanceof HTMLTextAreaElement) {
    return one.replaceAll('\r\n', '\n') === other.replaceAll('\r\n', '\n');
  }
  const [a, b] = [parts(one), parts(other)];
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

function parts(text) {
  return text.split(/[,，]/).map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '')
    .map((part) => (Number.isFinite(Number(part)) ? String(Number(part)) : part));
}

const isTicked = (one) => one.type === 'checkbox';
const held = (one) => (isTicked(one) ? one.checked : one.value);
const put = (one, what) => (isTicked(one) ? (one.checked = what) : (one.value = what));

/** What everything that is sent with the form holds. */
export const state = () => new Map([...form.elements].filter((one) => one.name).map((one) => [one, held(one)]));

const hidden = new Map([...form.querySelectorAll('input[type="hidden"]')].map((one) => [one, one.value]));

/** All is as it was when the page came. */
export function startOver() {
  for (const one of state().keys()) {
    put(one, isTicked(one) ? one.defaultChecked : hidden.get(one) ?? came(one));
  }
}

/**
 * Fills in much at once, in a way that can be taken back: what somebody has written since then stays.
 *
 * @returns what takes it back
 */
export function takenBack(action) {
  const before = state();
  action();
  const after = state();
  tell();
  return () => {
    before.forEach((was, one) => {
      if (was !== after.get(one) && held(one) === after.get(one)) {
        put(one, was);
      }
    });
    tell();
  };
}

/** Says to everything that listens that somebody, or a script, has filled in the form. */
export function tell() {
  form.dispatchEvent(new Event('input', { bubbles: true }));
}
