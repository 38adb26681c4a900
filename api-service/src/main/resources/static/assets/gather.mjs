// More ways into an upload field: whole folders that are dropped on it, and pictures from the clipboard.

const field = document.getElementById('upload-files');
const place = field?.closest('.drop');

function upload(files) {
  if (files.length === 0 || field.disabled) {
    return;
  }
  const chosen = new DataTransfer();
  files.forEach((file) => chosen.items.add(file));
  field.files = chosen.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

/** All files of a folder and of those in it; hidden ones are the system's. */
async function filesOf(entry) {
  if (entry.name.startsWith('.')) {
    return [];
  }
  if (entry.isFile) {
    return [await new Promise((done, failed) => entry.file(done, failed))];
  }
  const reader = entry.createReader();
  const all = [];
  let some;
  do {
    some = await new Promise((done, failed) => reader.readEntries(done, failed));
    all.push(...some);
  } while (some.length > 0); // why: browsers tell a hundred at a time
  return (await Promise.all(all.map(filesOf))).flat();
}

place?.addEventListener('drop', async (event) => {
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.some((entry) => entry.isDirectory)) {
    event.preventDefault(); // why: the field itself takes files only
    upload((await Promise.all(entries.map(filesOf))).flat());
  }
});

document.addEventListener('paste', (event) => {
  const files = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith('image/'));
  if (field && files.length > 0 && !event.target.closest?.('input[type="text"], textarea')) {
    event.preventDefault();
    const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
    upload(files.map((file, i) =>
      new File([file], `pasted-${time}-${i + 1}.${file.type.split('/')[1]}`, { type: file.type })));
  }
});
