// Calls of the REST API by whoever is signed in. Whatever goes wrong is thrown with a sentence for people, in their
// language where it is the page that says it.

const said = document.body.dataset;

/** Whether whoever reads may change anything; else what would do so is not on the page. */
export const mayChange = !document.body.classList.contains('viewer');

/** The API did not do what it was asked for, and says why. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Nobody answered, or something else than the service. */
export class Lost extends Error {}

/** The token against forged requests, as headers. */
export function tokenHeaders() {
  const token = document.cookie.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='));
  return token ? { 'X-XSRF-TOKEN': decodeURIComponent(token.slice('XSRF-TOKEN='.length)) } : {};
}

/** What is said of an answer that is not the service's own. */
export const unclear = (status) => said.unclear.replace('{0}', status);

/** What is wrong with single fields, as a problem of the REST API tells it. */
export function problems(text) {
  try {
    return JSON.parse(text).problems ?? [];
  } catch {
    return []; // why: a proxy answers in HTML
  }
}

/** The sentence of a problem of the REST API; of anything else one that tells its status. */
export function sentence(status, text) {
  try {
    return JSON.parse(text).detail ?? unclear(status);
  } catch {
    return unclear(status); // why: a proxy answers in HTML
  }
}

async function answered(path, request) {
  try {
    const answer = await fetch(path, request);
    return { answer, text: await answer.text() };
  } catch (cause) {
    throw new Lost(said.away, { cause });
  }
}

function read(answer, text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch (cause) {
    throw new Lost(unclear(answer.status), { cause });
  }
}

/**
 * Answers the content and its ETag, or throws Refused or Lost. Whoever is not signed in any more is led to where one
 * signs in.
 *
 * `last` lets a request end that was sent while the page is left.
 */
export async function call(method, path, { body, etag, headers = {}, last = false } = {}) {
  const { answer, text } = await answered(path, {
    method,
    headers: {
      Accept: 'application/json',
      ...tokenHeaders(),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(etag ? { 'If-Match': etag } : {}),
      ...headers,
    },
    body: JSON.stringify(body),
    keepalive: last,
  });
  if (answer.status === 401) {
    location.assign('/sign-in');
  }
  if (!answer.ok) {
    throw new Refused(answer.status, sentence(answer.status, text));
  }
  return { content: read(answer, text), etag: answer.headers.get('ETag') };
}
