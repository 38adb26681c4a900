// Puts what comes from the service into a page without taking away what people are looking at or writing: parts are
// told apart by their ids, and stay where they are. htmx asks for it by the swap style "merge".

const ways = [];

/** How what comes for these places is put there; the way answers what is new, for htmx to look at. */
export const comesInto = (places, way) => ways.push({ places, way });

htmx.defineExtension('merge', {
  handleSwap(style, target, fragment) {
    const found = style === 'merge' && ways.find(({ places }) => target.matches(places));
    return found ? found.way(target, fragment) : false;
  },
});

/**
 * Makes a place hold the children that come for it, in their order.
 *
 * @param stays whether the one that is there stays, given the one that comes
 * @returns the children that are new
 */
export function merge(place, coming, stays) {
  const wanted = [...coming.children];
  const ids = new Set(wanted.map(({ id }) => id).filter(Boolean));
  [...place.children].filter(({ id }) => !ids.has(id)).forEach((part) => part.remove());
  const there = new Map([...place.children].map((part) => [part.id, part]));
  const added = [];
  let next = place.firstElementChild;
  for (const each of wanted) {
    const present = there.get(each.id);
    if (present && present === next) {
      next = next.nextElementSibling;
    } else if (present) {
      place.insertBefore(present, next);
    }
    if (!present) {
      place.insertBefore(each, next);
      added.push(each);
    } else if (!stays(present, each)) {
      present.replaceWith(each);
      added.push(each);
    }
  }
  return added;
}

/**
 * Makes a place hold what comes for it: parts that are the same stay, those marked by data-parts go on part by part, and
 * the others are replaced.
 *
 * @param keeps whether a part stays as it is although another comes for it
 * @returns the parts that are new
 */
export function mergeParts(place, coming, keeps = () => false) {
  const added = [];
  const stays = (present, fresh) => {
    if (keeps(present, fresh) || present.isEqualNode(fresh)) {
      return true;
    }
    if (!present.matches('[data-parts]')) {
      return false;
    }
    added.push(...mergeParts(present, fresh, keeps));
    return true;
  };
  added.push(...merge(place, coming, stays));
  return added;
}

/** What is read out is put there when it is another text: else it would be read each time. */
comesInto('[role=status]', (target, { textContent }) => {
  if (target.textContent !== textContent) {
    target.textContent = textContent;
  }
  return [];
});

const changed = (field) => ['checkbox', 'radio'].includes(field.type)
  ? field.checked !== field.defaultChecked
  : field.value !== field.defaultValue;

/** Whether somebody has written in a text field, and nobody has saved it. */
export const isWritten = (field) => field.matches('input:not([type=hidden]), textarea') && changed(field);

/** What was sent of a form, and stored, is what its fields began with from now on. */
export function saved(form, sent) {
  for (const field of form.elements) {
    if (field.type === 'checkbox') {
      field.defaultChecked = field.name in sent;
    } else if (field.name in sent && 'defaultValue' in field) {
      field.defaultValue = sent[field.name];
    }
  }
}
