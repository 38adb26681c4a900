// Asks the REST API, one request at a time: what is wanted meanwhile is asked for once more after it.

import { call } from '../rest.mjs';

/** An answer's JSON. */
export async function read(path) {
  const { content } = await call('GET', path);
  return content;
}

/** A function that does something asynchronous, never twice at the same time. */
export function oneAtATime(action) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await action();
      } while (again);
    } catch (problem) {
      console.warn(problem); // why: the next event, at most seconds later, tries again
    } finally {
      running = false;
    }
  };
}
