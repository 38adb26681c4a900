// What empties the whole form can be taken back, until something else does so.

import { takenBack } from './values.mjs';

const bar = document.getElementById('emptied');
const button = document.getElementById('emptied-undo');
let back;

export function undoable(action) {
  back = takenBack(action);
  bar.hidden = false;
}

button.addEventListener('click', () => {
  back();
  bar.hidden = true;
  document.getElementById('find').focus();
});
