// Calls of the REST API by whoever is signed in.

/** The API did not do what it was asked for, and says why. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

function token() {
  const cookie = document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='));
  return cookie ? decodeURIComponent(cookie.split('=')[1]) : '';
}

/**
 * Answers the content and its ETag. Without an answer it throws what fetch throws.
 *
 * `last` lets a request end that was sent while the page is left.
 */
export async function call(method, path, { body, etag, last = false } = {}) {
  const headers = { Accept: 'application/json', 'X-XSRF-TOKEN': token() };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (etag) {
    headers['If-Match'] = etag;
  }
  const answer = await fetch(path, { method, headers, body: JSON.stringify(body), keepalive: last });
  if (answer.status === 401) {
    location.assign('/sign-in');
  }
  const content = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) {
    throw new Refused(answer.status, content.detail);
  }
  return { content, etag: answer.headers.get('ETag') };
}
