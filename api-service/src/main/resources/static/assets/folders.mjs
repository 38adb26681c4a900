// What the service reads of the folders in which dropped files lie: it treats them as those of a zip file.

const MASKS = /(^|\/)(masks|conditioning)\/([^/]+)$/i;

export const isCaption = (path) => /\.(txt|caption)$/i.test(path);

export const isMask = (path) => !isCaption(path) && MASKS.test(path);

/** The folder of a file, or of the picture of which it is the mask; empty if it lay in none. */
function folderOf(path) {
  const place = isMask(path) ? path.replace(MASKS, '$1$3') : path;
  return place.slice(0, Math.max(0, place.lastIndexOf('/')));
}

const lastOf = (folder) => folder.slice(folder.lastIndexOf('/') + 1).toLowerCase();

/**
 * The folders with pictures that are called as the one of a file, wherever they lie, a line each: what REST needs to
 * tell them apart, since files of one drop come in many requests.
 *
 * @returns answers them for a path
 */
export function foldersLike(files) {
  const alike = new Map();
  for (const { path } of files.filter((each) => !isCaption(each.path) && !isMask(each.path))) {
    const folder = folderOf(path);
    alike.set(lastOf(folder), (alike.get(lastOf(folder)) ?? new Set()).add(folder));
  }
  return (path) => (folderOf(path) === '' ? '' : [...(alike.get(lastOf(folderOf(path))) ?? [])].join('\n'));
}
