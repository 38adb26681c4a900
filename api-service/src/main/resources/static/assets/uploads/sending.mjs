// How files get to the service: small ones at once, large ones in parts (tus 1.0), and both again after a lost connection.

import { pause, persist, Refused, send } from './requests.mjs';

const PART = 4 << 20;
const TUS = { 'Tus-Resumable': '1.0.0' };
const LOOK_AGAIN = 1000;

export const isLarge = (file) => file.size > PART;

/** Tells a try from others, so that a lost answer is answered again instead of done again. */
function key() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

const asked = (concept) => (concept ? `?concept=${encodeURIComponent(concept)}` : '');

/** Sends files in one request; answers what came of them. */
export async function sendAtOnce(files, { version, concept, progress, away, signal }) {
  const headers = { 'Idempotency-Key': key() };
  const { answer } = await persist(
    () => {
      const body = new FormData();
      files.forEach((file) => body.append('files', file));
      return send('POST', `/api/v1/versions/${version}/pictures${asked(concept)}`, { headers, body, progress, signal });
    },
    { away, signal });
  return { accepted: answer.accepted.length, refused: answer.refused };
}

/** What was begun earlier and not ended. */
export async function unfinished(version) {
  const { answer } = await send('GET', `/api/v1/versions/${version}/uploads`);
  return answer.items;
}

export const forget = (upload) => send('DELETE', `/api/v1/uploads/${upload}`, { headers: TUS });

/**
 * Sends a file in parts; answers what came of it.
 *
 * @param known id of the upload that it goes on with, if there is one
 * @param begun is told the id
 */
export async function sendInParts(file, known, begun, { version, concept, progress, adding, away, signal }) {
  const upload = known ?? (await begin(file, { version, concept, away, signal }));
  begun(upload);
  await sendParts(file, upload, { progress, away, signal });
  adding();
  return add(upload, { away, signal });
}

async function begin(file, { version, concept, away, signal }) {
  const headers = {
    ...TUS,
    'Idempotency-Key': key(),
    'Upload-Length': file.size,
    'Upload-Metadata': `filename ${base64(file.name)},modified ${base64(String(file.lastModified))}`,
  };
  const path = `/api/v1/versions/${version}/uploads${asked(concept)}`;
  const { answer } = await persist(() => send('POST', path, { headers, signal }), { away, signal });
  return answer.id;
}

async function sendParts(file, upload, { progress, away, signal }) {
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

/** Adds a complete upload to the dataset, or waits for whoever does. */
export async function add(upload, { away, signal }) {
  const path = `/api/v1/uploads/${upload}`;
  for (;;) {
    try {
      const { answer } = await persist(() => send('POST', `${path}/pictures`, { signal }), { away, signal });
      return answer;
    } catch (problem) {
      if (!(problem instanceof Refused && problem.status === 409)) {
        throw problem;
      }
      const { answer } = await persist(() => send('GET', path, { signal }), { away, signal });
      if (!['adding', 'added'].includes(answer.state)) {
        throw problem;
      }
      await pause(LOOK_AGAIN, signal);
    }
  }
}
