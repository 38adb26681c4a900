// How files get to the service: small ones at once, large ones in parts (tus 1.0), and both again after a lost connection.

import { pause, persist, Refused, send } from './requests.mjs';

const PART = 4 << 20;
const TUS = { 'Tus-Resumable': '1.0.0' };
const LOOK_AGAIN = 1000;

export const isLarge = (file) => file.size > PART;

/** Whether a file is the one of which a part is there. */
export const isSame = (upload, file, path) =>
  upload.name === path && upload.bytes === file.size && upload.modified === String(file.lastModified);

/** Tells a try from others, so that a lost answer is answered again instead of done again. */
function key() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

const asked = (concept) => (concept ? `?concept=${encodeURIComponent(concept)}` : '');

/**
 * Sends files in one request; answers what came of them.
 *
 * @param files each with the path that it had in a folder that was dropped
 * @param folders what tells its folders from others that were dropped, as REST takes it
 */
export async function sendAtOnce(files, folders, { version, concept, progress, adding, away, signal }) {
  const headers = { 'Idempotency-Key': key() };
  const { answer } = await persist(
    () => {
      const body = new FormData();
      files.forEach(({ file, path }) => body.append('files', file, path));
      body.append('folders', folders);
      const path = `/api/v1/versions/${version}/pictures${asked(concept)}`;
      return send('POST', path, { headers, body, progress, arrived: adding, signal });
    },
    { away, signal });
  return { accepted: answer.accepted.length, refused: answer.refused };
}

/**
 * What was begun earlier and not ended.
 *
 * @param of where the service begins such uploads
 */
export async function unfinished(of) {
  const { answer } = await send('GET', of);
  return answer.items;
}

export const forget = (upload) => send('DELETE', `/api/v1/uploads/${upload}`, { headers: TUS });

/**
 * Sends a file in parts; answers what came of it.
 *
 * @param path that it had in a folder that was dropped, else its name
 * @param known id of the upload that it goes on with, if there is one
 * @param begun is told the id
 */
export async function sendInParts({ file, path, folders }, known, begun, { version, concept, progress, adding, away, signal }) {
  const to = `/api/v1/versions/${version}/uploads${asked(concept)}`;
  const upload = known ?? (await begin(file, path, to, { away, signal }));
  begun(upload);
  await sendParts(file, upload, { progress, away, signal });
  adding();
  return add(upload, folders, { away, signal });
}

/**
 * Begins to send a file in parts; answers the id of the upload.
 *
 * @param to where the service begins one
 */
export async function begin(file, name, to, { away, signal }) {
  const headers = {
    ...TUS,
    'Idempotency-Key': key(),
    'Upload-Length': file.size,
    'Upload-Metadata': `filename ${base64(name)},modified ${base64(String(file.lastModified))}`,
  };
  const { answer } = await persist(() => send('POST', to, { headers, signal }), { away, signal });
  return answer.id;
}

/** Sends what is not there yet. */
export async function sendParts(file, upload, { progress, away, signal }) {
  const path = `/api/v1/uploads/${upload}`;
  const present = async () => (await send('GET', path, { signal })).answer.received;
  let offset = await persist(present, { away, signal });
  while (offset < file.size) {
    progress(offset);
    const from = offset;
    offset = await persist(
      async () => {
        try {
          return (await send('PATCH', path, part(file, from, progress, signal))).offset;
        } catch (problem) {
          if (problem instanceof Refused && problem.status === 409) {
            return present(); // why: it arrived, and the answer did not
          }
          throw problem;
        }
      },
      { away, signal });
  }
  progress(file.size);
}

function part(file, from, progress, signal) {
  return {
    headers: { ...TUS, 'Upload-Offset': from, 'Content-Type': 'application/offset+octet-stream' },
    body: file.slice(from, from + PART),
    progress: (loaded) => progress(from + loaded),
    signal,
  };
}

/**
 * Has the service do something with a complete upload, or waits for whoever does; answers what it tells of that.
 *
 * @param isToldAgain whether it tells so once more to who asks again
 */
async function use(upload, what, request, isToldAgain, { away, signal }) {
  const path = `/api/v1/uploads/${upload}`;
  for (;;) {
    try {
      return (await persist(() => send('POST', `${path}/${what}`, { ...request, signal }), { away, signal })).answer;
    } catch (problem) {
      if (!(problem instanceof Refused && problem.status === 409)) {
        throw problem;
      }
      const { state } = (await persist(() => send('GET', path, { signal }), { away, signal })).answer;
      if (state === 'added' && !isToldAgain) {
        return undefined; // why: it was done, and the answer did not arrive
      }
      if (!['adding', 'added'].includes(state)) {
        throw problem;
      }
      await pause(LOOK_AGAIN, signal);
    }
  }
}

/**
 * Makes a base model, a VAE or a LoRA of a complete upload.
 *
 * @param kind base-model, vae or lora
 * @param body what is said of it; absent: nothing
 */
export const make = (upload, kind, body, ways) =>
  use(upload, kind, { headers: { 'Idempotency-Key': key() }, body }, false, ways);

/** Adds a complete upload to the dataset; answers what came of it. */
export const add = (upload, folders, ways) =>
  use(upload, 'pictures', { body: new URLSearchParams({ folders }) }, true, ways);
