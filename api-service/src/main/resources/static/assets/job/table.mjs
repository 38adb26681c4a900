// The course as a table, for who can't see charts or wants numbers: evenly spaced steps, and all that were validated.

import { said } from './numbers.mjs';

const MOST = 40;

export function fillTable(table, { rows, checkpoints }) {
  const details = table.closest('details');
  if (!details.open) {
    details.ontoggle = () => fillTable(table, { rows, checkpoints });
    return;
  }
  details.ontoggle = null;
  const names = [...table.querySelectorAll('th')].map((head) => head.dataset.name);
  const saved = new Set(checkpoints.map((each) => each.step));
  const every = Math.max(1, Math.ceil(rows.length / MOST));
  const shown = rows.filter(
    (row, place) => (rows.length - 1 - place) % every === 0 || row.validation !== undefined || saved.has(row.step),
  );
  table.tBodies[0].replaceChildren(
    ...shown.map((row) => {
      const line = document.createElement('tr');
      for (const name of names) {
        const cell = document.createElement('td');
        cell.className = 'number';
        cell.textContent = name === 'saved' ? (saved.has(row.step) ? '✓' : '') : said(row, name);
        line.append(cell);
      }
      return line;
    }),
  );
}
