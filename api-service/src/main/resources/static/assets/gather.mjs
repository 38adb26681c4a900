// More ways into an upload field: files and whole folders that are dropped anywhere on the page, and pictures from the
// clipboard. What lay in a folder keeps its path.

import { say } from './page.mjs';

const field = document.getElementById('upload-files');
const place = field.closest('.drop');
/** What systems lay beside files by themselves. */
const LITTER = /^(\..*|thumbs\.db|desktop\.ini|__MACOSX)$/i;
const byPath = new Intl.Collator('en', { numeric: true });

/** Files that come, each with its path. */
function gather(files) {
  if (files.length > 0 && !field.disabled) {
    field.dispatchEvent(new CustomEvent('gathered', { detail: files }));
  }
}

/** All files of a folder and of those in it. */
async function filesOf(entry) {
  if (LITTER.test(entry.name)) {
    return [];
  }
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [{ file, path: entry.fullPath.replace(/^\/+/, '') || file.name }];
  }
  const reader = entry.createReader();
  const all = [];
  let some;
  do {
    some = await new Promise((done, failed) => reader.readEntries(done, failed));
    all.push(...some);
  } while (some.length > 0); // why: browsers tell a hundred at a time
  return (await Promise.all(all.map(filesOf))).flat().sort((one, other) => byPath.compare(one.path, other.path));
}

/** Whether files are dragged, and not a picture of this page. */
let own = false;
document.addEventListener('dragstart', () => (own = true));
document.addEventListener('dragend', () => (own = false));
const files = (event) => !own && event.dataTransfer?.types.includes('Files');

// why: a file that is dropped beside the field would take the page's place, and end what is under way
document.addEventListener('dragover', (event) => {
  if (files(event)) {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    place.classList.add('over');
  }
});

document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) {
    place.classList.remove('over');
  }
});

document.addEventListener('drop', async (event) => {
  place.classList.remove('over');
  if (!files(event)) {
    return;
  }
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const plain = [...event.dataTransfer.files].map((file) => ({ file, path: file.name }));
  try {
    gather(entries.length > 0 ? (await Promise.all(entries.map(filesOf))).flat() : plain);
  } catch (problem) {
    say(problem.message);
  }
});

document.addEventListener('paste', (event) => {
  const pictures = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith('image/'));
  if (pictures.length > 0 && !event.target.closest?.('input[type="text"], textarea')) {
    event.preventDefault();
    const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
    gather(pictures.map((file, i) => ({ file, path: `pasted-${time}-${i + 1}.${file.type.split('/')[1]}` })));
  }
});
