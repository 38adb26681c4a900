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

/** What it held when the page came. */
export function first(box) {
  const field = control(box);
  if (field instanceof HTMLSelectElement) {
    return [...field.options].find((option) => option.defaultSelected)?.value ?? field.options[0]?.value ?? '';
  }
  return field?.defaultValue ?? joined(ticks(box).filter((tick) => tick.defaultChecked));
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

/** Says to everything that listens that somebody, or a script, has filled in the form. */
export function tell() {
  form.dispatchEvent(new Event('input', { bubbles: true }));
}
