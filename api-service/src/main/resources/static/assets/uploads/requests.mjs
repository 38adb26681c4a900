// Requests of the REST API that tell how far they are, and say apart: refused, or nobody answered.

import { tokenHeaders } from '../page.mjs';

const PAUSES = [1, 2, 4, 8, 15];
/** The service or what stands before it, for a while. */
const LATER = [429, 502, 503, 504];

/** The service does not do it, and says why. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Nobody answered. */
export class Lost extends Error {}

/** The person does not want it any more. */
export class Stopped extends Error {}

/** Sends a request; answers what the service tells. */
export function send(method, path, { headers = {}, body, progress, arrived, signal } = {}) {
  return new Promise((done, failed) => {
    if (signal?.aborted) {
      failed(new Stopped());
      return;
    }
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal?.addEventListener('abort', stop);
    request.open(method, path);
    Object.entries({ Accept: 'application/json', ...tokenHeaders(), ...headers })
      .forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => progress?.(event.loaded);
    request.upload.onload = () => arrived?.();
    request.onerror = () => failed(new Lost());
    request.onabort = () => failed(new Stopped());
    request.onload = () => answered(request, done, failed);
    request.onloadend = () => signal?.removeEventListener('abort', stop);
    request.send(body);
  });
}

function answered(request, done, failed) {
  if (request.status === 401) {
    location.assign('/sign-in');
  }
  const answer = told(request);
  if (request.status < 400) {
    done({ answer, offset: Number(request.getResponseHeader('Upload-Offset')) });
  } else if (LATER.includes(request.status)) {
    failed(new Lost(answer?.detail));
  } else {
    failed(new Refused(request.status, answer?.detail ?? request.statusText));
  }
}

function told(request) {
  return request.getResponseHeader('Content-Type')?.includes('json') ? JSON.parse(request.responseText) : undefined;
}

/** Does it again until somebody answers; what is to be said meanwhile is told to `away`. */
export async function persist(action, { away, signal }) {
  for (let tries = 0; ; tries++) {
    try {
      return await action();
    } catch (problem) {
      if (!(problem instanceof Lost)) {
        throw problem;
      }
      away(problem.message);
      await pause(PAUSES[Math.min(tries, PAUSES.length - 1)] * 1000, signal);
    }
  }
}

/** Ends early when the browser hears that it is connected again. */
export function pause(time, signal) {
  return new Promise((done, failed) => {
    const clock = setTimeout(end, time);
    const stop = () => end(new Stopped());
    function end(problem) {
      clearTimeout(clock);
      removeEventListener('online', end);
      signal?.removeEventListener('abort', stop);
      problem instanceof Stopped ? failed(problem) : done();
    }
    addEventListener('online', end);
    signal?.addEventListener('abort', stop);
  });
}
