// The queue of uploads: small pictures in their order, a handful in a request; large files beside them; captions and
// masks behind the pictures that they belong to.

import { Refused, Stopped } from './requests.mjs';
import { add, forget, isLarge, isSame, sendAtOnce, sendInParts, unfinished } from './sending.mjs';
import { foldersLike, isCaption, isMask } from '../folders.mjs';
import { Row } from './row.mjs';
import { say } from './words.mjs';

const AT_ONCE = 3;
const CAPTIONS_AT_ONCE = 200;
const PICTURES_AT_ONCE = 8;
const BYTES_AT_ONCE = 8 << 20;
const ZIP = /\.zip$/i;

export class Queue extends EventTarget {
  #version;
  #list;
  #refused;
  #jobs = [];
  #requests = 0;
  #added = 0;
  #failed = 0;
  #resting = true;

  constructor(version, list, refused) {
    super();
    this.#version = version;
    this.#list = list;
    this.#refused = refused;
    refused.all.forEach(({ name, reason }) => this.#row(name).show('refused', reason));
  }

  get busy() {
    return this.#jobs.some((job) => ['waiting', 'active'].includes(job.state));
  }

  /** Shows what was left unfinished, and adds what came whole. */
  async remember() {
    for (const upload of await unfinished(`/api/v1/versions/${this.#version}/uploads`)) {
      const job = this.#job(this.#row(upload.name, upload.bytes), undefined, upload.concept);
      Object.assign(job, { upload: upload.id, known: upload, state: 'unfinished' });
      job.row.progress(upload.received);
      if (upload.received === upload.bytes) {
        this.#resting = false;
        this.#run([job], () => this.#finish(job));
      } else {
        job.row.show('unfinished', say('unfinished', Math.floor((100 * upload.received) / upload.bytes)));
      }
    }
  }

  /**
   * @param files each with its path, if it lay in a folder that was dropped, else its name
   */
  add(files, concept) {
    if (!this.busy) {
      this.#added = 0;
      this.#failed = 0;
    }
    const folders = foldersLike(files);
    for (const { file, path } of files) {
      const left = this.#jobs.find((job) => job.state === 'unfinished' && isSame(job.known, file, path));
      const job = left ?? this.#job(this.#row(path, file.size), file, concept);
      Object.assign(job, { file, folders: folders(path), state: 'waiting' });
      job.row.show('waiting');
    }
    this.#pump();
  }

  /** Takes what has ended off the list. */
  clear() {
    this.#jobs = this.#jobs.filter((job) => job.state !== 'ended');
    this.#list.querySelectorAll('[data-state="done"], [data-state="refused"]').forEach((row) => row.remove());
    this.#refused.clear();
  }

  #row(name, bytes) {
    const row = new Row(name, bytes);
    this.#list.append(row.element);
    return row;
  }

  #job(row, file, concept) {
    const job = { row, file, concept, state: 'waiting', stop: new AbortController() };
    row.addEventListener('cancel', () => this.#cancel(job));
    row.addEventListener('retry', () => {
      job.stop = new AbortController();
      job.state = 'waiting';
      job.row.show('waiting');
      this.#refused.remove(job.row.name);
      this.#pump();
    });
    this.#jobs.push(job);
    return job;
  }

  #cancel(job) {
    job.stop.abort();
    this.#jobs = this.#jobs.filter((other) => other !== job);
    job.row.element.remove();
    if (job.upload) {
      forget(job.upload).catch(() => {}); // why: it is forgotten after a while anyway
    }
    this.#pump();
  }

  #pump() {
    while (this.#requests < AT_ONCE) {
      const next = this.#next();
      if (next.length === 0) {
        break;
      }
      this.#run(next, () => this.#send(next));
    }
    if (this.busy) {
      this.#resting = false;
    } else if (!this.#resting) {
      this.#resting = true;
      this.dispatchEvent(new CustomEvent('rest', { detail: { added: this.#added, refused: this.#failed } }));
    }
  }

  #next() {
    const waiting = this.#jobs.filter((job) => job.state === 'waiting');
    const active = this.#jobs.filter((job) => job.state === 'active');
    const pictures = waiting.filter((job) => !isCaption(job.row.name) && !isMask(job.row.name));
    const large = pictures.filter((job) => inParts(job));
    const small = pictures.filter((job) => !inParts(job));
    // why: one request after another, so that pictures stay in their order
    if (small.length > 0 && active.every(inParts)) {
      return handful(small, PICTURES_AT_ONCE);
    }
    if (large.length > 0) {
      return [large[0]];
    }
    return pictures.length > 0 || active.length > 0 ? [] : handful(waiting, CAPTIONS_AT_ONCE);
  }

  async #run(jobs, action) {
    jobs.forEach((job) => (job.state = 'active'));
    this.#requests++;
    try {
      this.#tell(jobs, await action());
    } catch (problem) {
      jobs.filter((job) => !job.stop.signal.aborted).forEach((job) => this.#retreat(job, problem));
    }
    jobs.filter((job) => job.state === 'active').forEach((job) => (job.state = 'ended'));
    this.#requests--;
    this.#pump();
  }

  /** Another file of the same request was cancelled, or all of them are refused. */
  #retreat(job, problem) {
    if (problem instanceof Stopped) {
      job.state = 'waiting';
      job.row.show('waiting');
    } else {
      this.#refuse(job, problem);
    }
  }

  #send(jobs) {
    const [first] = jobs;
    const ways = this.#ways(jobs);
    return inParts(first)
      ? sendInParts(sent(first), first.upload, (id) => (first.upload = id), ways)
      : sendAtOnce(jobs.map(sent), foldersOf(jobs), ways);
  }

  #finish(job) {
    job.row.show('adding');
    return add(job.upload, job.folders ?? '', this.#ways([job]));
  }

  #ways(jobs) {
    const each = (show) => jobs.forEach((job) => show(job.row));
    let settled = false; // why: who has sent all of it can't know any more that it is not taken
    return {
      version: this.#version,
      concept: jobs[0].concept,
      signal: AbortSignal.any(jobs.map((job) => job.stop.signal)),
      progress: (sent) => share(sent, jobs),
      adding: () => {
        settled = true;
        each((row) => row.show('adding'));
      },
      away: (reason) => each((row) => row.show('away', reason || say('away'), { settled })),
    };
  }

  /** What came of files: of a zip, what is in it is refused by names of its own. */
  #tell(jobs, { accepted, refused }) {
    const rest = [...refused];
    for (const job of jobs) {
      const own = rest.findIndex((file) => file.name === sentName(job.row.name));
      if (own >= 0) {
        this.#refuse(job, new Refused(422, rest.splice(own, 1)[0].reason));
      } else {
        job.row.show('done', jobs.length === 1 && accepted > 1 ? say('doneMany', accepted) : say('done'));
        this.#added++;
      }
    }
    rest.forEach(({ name, reason }) => this.#note(this.#row(name), reason));
    if (jobs.some((job) => ZIP.test(job.row.name) || job.row.name.includes('/')) || accepted > jobs.length) {
      this.dispatchEvent(new Event('unpacked'));
    }
  }

  #refuse(job, problem) {
    if (problem.status === 404) {
      job.upload = undefined; // why: the service has forgotten what was begun
    }
    this.#note(job.row, problem.message, { again: job.file !== undefined });
  }

  #note(row, reason, choice) {
    row.show('refused', reason, choice);
    this.#refused.add({ name: row.name, reason });
    this.#failed++;
  }
}

const MOST_SHOWN = 200;

/** As browsers write a name into a form, and the service shows it. */
function sentName(name) {
  const shown = name.replaceAll('"', '%22');
  return shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown;
}

const sent = ({ file, row, folders }) => ({ file, path: row.name, folders });

/** Those of all files of a request, each once. */
const foldersOf = (jobs) => [...new Set(jobs.flatMap((job) => job.folders.split('\n')))].filter(Boolean).join('\n');

/** What of a request belongs to each of its files. */
function share(sent, jobs) {
  let left = sent;
  for (const { row, file } of jobs) {
    row.progress(Math.max(0, left));
    left -= file?.size ?? 0;
  }
}

const inParts = (job) => job.upload !== undefined || isLarge(job.file);

/** The first of them, for one request. */
function handful(jobs, most) {
  if (jobs.length > 0 && (inParts(jobs[0]) || ZIP.test(jobs[0].row.name))) {
    return [jobs[0]];
  }
  let bytes = 0;
  return jobs.slice(0, most).filter((job) => {
    bytes += job.file.size;
    return job === jobs[0] || (job.concept === jobs[0].concept && !inParts(job) && !ZIP.test(job.row.name) && bytes <= BYTES_AT_ONCE);
  });
}
