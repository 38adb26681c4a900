// The log of a job: its newest lines come by themselves, and its end stays in sight unless somebody has scrolled up.

import { oneAtATime, read } from './fetching.mjs';

const MOST = 2000;
const NEAR = 24;

export function logOf(id) {
  const details = document.getElementById('log');
  const lines = document.getElementById('log-lines');
  const problems = document.getElementById('log-problems');
  const newest = document.getElementById('log-newest');
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'medium' });
  let last = 0;

  const atEnd = () => lines.scrollHeight - lines.scrollTop - lines.clientHeight < NEAR;
  const toEnd = () => (lines.scrollTop = lines.scrollHeight);

  function shown({ at, attempt, level, text }) {
    const line = document.createElement('li');
    line.className = level;
    const when = document.createElement('time');
    when.dateTime = at;
    when.textContent = time.format(new Date(at));
    const which = document.createElement('span');
    which.className = 'muted';
    which.textContent = `#${attempt}`;
    line.append(when, ' ', which, ' ');
    if (level !== 'info') {
      const word = document.createElement('strong');
      word.textContent = lines.dataset[level];
      line.append(word, ' ');
    }
    line.append(text);
    return line;
  }

  const follow = oneAtATime(async () => {
    if (!details.open) {
      return;
    }
    const { items } = await read(`/api/v1/jobs/${id}/log?after=${last}`);
    if (items.length === 0) {
      return;
    }
    const following = atEnd();
    last = items.at(-1).number;
    lines.append(...items.map(shown));
    while (lines.children.length > MOST) {
      lines.firstChild.remove();
    }
    document.getElementById('log-none').hidden = true;
    lines.hidden = false;
    if (following) {
      toEnd();
    } else {
      newest.hidden = false;
    }
  });

  details.addEventListener('toggle', follow);
  lines.addEventListener('scroll', () => (newest.hidden ||= atEnd()));
  newest.addEventListener('click', toEnd);
  problems.addEventListener('change', () => {
    lines.classList.toggle('problems', problems.checked);
    toEnd();
  });
  return { news: (name) => name !== 'checkpoint' && follow() };
}
