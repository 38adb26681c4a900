// What is chosen, sorted by and turned to stands in the address of the page, so that a link leads to it: the service
// chooses among all checkpoints, and this page holds no more of them than it shows.

const page = document.getElementById('compare');
const sorting = document.getElementById('compare-sort');
const CHOOSERS = '[data-where], [data-hide], [data-only], #compare-sort, #compare-starred, #compare-pictured';
const FLAGS = ['starred', 'pictured'];
const flag = (name) => document.getElementById(`compare-${name}`);
let turned = false;

/** Where the table is that the address asks for. */
export const wanted = () => page.getAttribute('hx-get') + location.search;

/** Whether the page has been turned since this was asked last. */
export function takeTurn() {
  const was = turned;
  turned = false;
  return was;
}

/** Has the table fetched that the address asks for. */
export const ask = () => window.htmx.trigger(page, 'compare:choose');

const renew = (asked, name, keep, added) => {
  const kept = asked.getAll(name).filter(keep);
  asked.delete(name);
  [...kept, ...added].forEach((value) => asked.append(name, value));
};

/**
 * The address with one choice changed; it leads to the first page of that. The rest stays as the address has it: what the
 * page shows may be older, as long as the table is on its way.
 */
function withChoice(chooser) {
  const asked = new URLSearchParams(location.search);
  const { name: of, value, checked, dataset } = chooser;
  asked.delete('page');
  if (chooser === sorting) {
    renew(asked, 'sort', () => false, value === 'job' ? [] : [value]);
  } else if ('hide' in dataset) {
    renew(asked, 'hide', (each) => each !== `${of}:${value}`, checked ? [] : [`${of}:${value}`]);
  } else if ('where' in dataset || 'only' in dataset) {
    const name = 'where' in dataset ? 'where' : 'only';
    renew(asked, name, (each) => !each.startsWith(`${of}:`), value ? [`${of}:${value}`] : []);
  } else {
    renew(asked, chooser.id.slice('compare-'.length), () => false, checked ? ['true'] : []);
  }
  return String(asked) ? `?${asked}` : location.pathname;
}

page.addEventListener('change', ({ target }) => {
  if (target.matches(CHOOSERS)) {
    // why: going back leads to the page before, and not through every box that was ticked here
    history.replaceState(null, '', withChoice(target));
    turned = true;
    ask();
  }
});

/** What the service does not write anew with the table. */
function showAddress() {
  const asked = new URLSearchParams(location.search);
  sorting.value = asked.get('sort') ?? 'job';
  FLAGS.forEach((name) => (flag(name).checked = asked.has(name)));
  turned = true;
  ask();
}

page.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-turn]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    history.pushState(null, '', link.search || location.pathname);
    showAddress();
  }
});

addEventListener('popstate', showAddress);

page.addEventListener('htmx:configRequest', (event) => {
  if (event.target === page) {
    event.detail.path = wanted();
  }
});
