// Tags of captions: what stands between commas. Captions may have several lines.

const split = (line) => line.split(',').map((tag) => tag.trim()).filter((tag) => tag);

/** The tags of all lines, each once. */
export function tagsOf(caption) {
  return [...new Set(caption.split('\n').flatMap(split))];
}

function eachLine(caption, change) {
  return caption
    .split('\n')
    .map((line) => (line.trim() || !caption.trim() ? change(split(line)).join(', ') : line))
    .join('\n');
}

export function withTags(caption, added) {
  const wanted = tagsOf(added);
  return eachLine(caption, (tags) => [...tags, ...wanted.filter((tag) => !tags.includes(tag))]);
}

export function withoutTag(caption, removed) {
  return eachLine(caption, (tags) => tags.filter((tag) => tag !== removed));
}

/** Whether a word stands in a caption, as a tag or within one. */
export function says(caption, word) {
  const letter = /[\p{L}\p{N}_]/u;
  for (let at = caption.indexOf(word); at >= 0; at = caption.indexOf(word, at + 1)) {
    if (!letter.test(caption[at - 1] ?? ' ') && !letter.test(caption[at + word.length] ?? ' ')) {
      return true;
    }
  }
  return false;
}

/** All tags with the number of pictures that have each, the most frequent first. */
export function frequencies(pictures) {
  const counts = new Map();
  for (const picture of pictures) {
    for (const tag of tagsOf(picture.caption)) {
      counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1));
}
