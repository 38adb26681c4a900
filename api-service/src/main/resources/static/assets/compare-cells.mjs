// The cells of the table that compares a version's pictures, and the ways from one to another.

/** By key: columns to the right, rows down. */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What scrolls; absent while there is no checkpoint. */
export const board = () => document.getElementById('compare-board');

export const rows = () => [...(board()?.querySelectorAll('tbody tr') ?? [])];

/** Row by row. */
export const cells = () => [...(board()?.querySelectorAll('.compare-cell') ?? [])];

/** The cell of the next picture in this direction; along a row it goes on to the next one. */
export function neighbour(cell, across, down) {
  const column = cell.parentElement.cellIndex;
  const along = down ? cells().filter((each) => each.parentElement.cellIndex === column) : cells();
  return along[along.indexOf(cell) + across + down];
}

/** Tab leads to one cell of the table only, the last that had the focus. */
export function focusCell(cell, { preventScroll = false } = {}) {
  board()
    .querySelectorAll('.compare-cell[tabindex="0"]')
    .forEach((each) => each.setAttribute('tabindex', '-1'));
  cell.setAttribute('tabindex', '0');
  cell.focus({ preventScroll });
}

/** Does what takes cells out of the page for a moment, and gives the focus back to the one that had it. */
export function keepingFocus(change) {
  const focused = document.activeElement;
  const row = focused?.closest('#compare-board tr')?.id;
  const column = focused?.parentElement?.cellIndex;
  change();
  if (!focused || document.activeElement === focused) {
    return;
  }
  const cell = document.getElementById(row)?.cells[column]?.querySelector('.compare-cell');
  if (focused.matches('.compare-cell') && cell) {
    focusCell(cell, { preventScroll: true });
  } else {
    (focused.isConnected ? focused : document.getElementById(focused.id))?.focus({ preventScroll: true });
  }
}
