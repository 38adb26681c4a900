// Asks the REST API, one request at a time: what is wanted meanwhile is asked for once more after it.

/** An answer's JSON; whoever is not signed in any more is led to where one signs in. */
export async function read(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  if (answer.status === 401) {
    location.assign('/sign-in');
  }
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status}`);
  }
  return answer.json();
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
