// What stays on the page of results while it is filled anew: the job that is chosen, among those that there are by now,
// and the checkpoint at which somebody looks.

const jobs = document.getElementById('jobs');
const chooser = document.getElementById('checkpoints-of');
const list = document.getElementById('checkpoints');
const ID = 'job-';

/** Jobs on the page in its order; what is chosen stays among them, wherever its run stands by now. */
function renewJobs() {
  const [all, ...old] = chooser.options;
  const known = new Map(old.map((option) => [option.value, option]));
  const there = [...jobs.querySelectorAll(`.jobs > li[id^="${ID}"]`)].map((row) => {
    const id = row.id.slice(ID.length);
    return known.get(id) ?? new Option(row.querySelector('.name').textContent, id);
  });
  const gone = old.filter((option) => option.selected && !there.includes(option));
  const options = [all, ...there, ...gone];
  // why: a list that somebody has opened closes when it changes
  if (options.length !== chooser.options.length || options.some((option, i) => option !== chooser.options[i])) {
    const { value } = chooser;
    chooser.replaceChildren(...options);
    chooser.value = value;
  }
}

jobs.addEventListener('htmx:afterSwap', renewJobs);

let looked;

/** The first checkpoint in sight, unless the list is not what is looked at. */
function lookedAt() {
  const first = [...list.querySelectorAll('.checkpoint')].find((each) => each.getBoundingClientRect().bottom > 0);
  const top = first?.getBoundingClientRect().top;
  return list.getBoundingClientRect().top < 0 && top < innerHeight ? { id: first.id, top } : undefined;
}

list.addEventListener('htmx:beforeSwap', ({ target }) => {
  looked = target === list ? lookedAt() : undefined;
});

// htmx tells of each part that it has put in; all are there when it tells of the first
list.addEventListener('htmx:afterSwap', () => {
  const now = looked && document.getElementById(looked.id)?.getBoundingClientRect().top;
  if (now !== undefined) {
    scrollBy({ top: now - looked.top, behavior: 'instant' });
  }
  looked = undefined;
});
