// The captions of a version, as they are known here: saved one by one or changed many at a time, and
// put back. Tells of every change by an event 'changed'.

import { call } from '../rest.mjs';

const MOST_BYTES = 700_000; // of one request
const MOST_KEPT = 100; // changes that can be taken back

export class Dataset extends EventTarget {
  #path;
  #history = [];
  #turn = Promise.resolve();
  #waiting = 0;

  static async of(version) {
    const dataset = new Dataset();
    dataset.#path = `/api/v1/versions/${version}`;
    dataset.#hold(await dataset.#read());
    return dataset;
  }

  async #read() {
    return (await call('GET', `${this.#path}/captions`)).content;
  }

  #hold(pictures) {
    this.pictures = pictures;
    this.known = new Map(pictures.map((picture) => [picture.picture, picture]));
  }

  /**
   * Takes in what others have changed. What somebody writes stays, and is a conflict where another has written too;
   * pictures that came or went are told of by an event 'pictures'.
   */
  async renew() {
    const fresh = await this.#read();
    const before = this.pictures;
    const there = new Set(fresh.map(({ picture }) => picture));
    this.#hold([
      ...fresh.map((picture) => renewed(this.known.get(picture.picture), picture)),
      ...this.unsaved.filter(({ picture }) => !there.has(picture)), // why: what is written for it is not lost
    ]);
    if (before.length !== this.pictures.length || before.some((picture, i) => picture !== this.pictures[i])) {
      this.dispatchEvent(new Event('pictures'));
    }
    this.dispatchEvent(new Event('changed'));
  }

  get canUndo() {
    return this.#history.length > 0;
  }

  /** What was written and is not saved. */
  get unsaved() {
    return this.pictures.filter((picture) => picture.draft !== undefined);
  }

  /** Whether a request waits for another one to end. */
  get isBehind() {
    return this.#waiting > 1;
  }

  /** One request after the other, so that each knows the editions that it changes. */
  #inTurn(work) {
    this.#waiting++;
    const done = this.#turn.then(work).finally(() => this.#waiting--);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Saves what was written for a picture. */
  save(picture) {
    return this.#inTurn(async () => {
      const text = picture.draft;
      if (text === undefined || text === picture.caption) {
        picture.draft = undefined;
        return;
      }
      const path = `/api/v1/pictures/${picture.picture}/caption`;
      picture.saving = true;
      const { content, etag } = await call('PUT', path, {
        body: { caption: text },
        etag: `"${picture.edition}"`,
        last: true,
      }).finally(() => (picture.saving = false));
      this.#keep([{ picture, before: picture.caption, after: content.caption }]);
      if (picture.draft === text) {
        picture.draft = undefined;
      }
      this.#told([[picture, content.caption, Number(etag.replaceAll('"', ''))]]);
    });
  }

  /** What somebody else has made of a caption. */
  async reread(picture) {
    const { content, etag } = await call('GET', `/api/v1/pictures/${picture.picture}/caption`);
    this.#told([[picture, content.caption, Number(etag.replaceAll('"', ''))]]);
  }

  /** What a change would change, and the ETag of what it was looked at. */
  preview(request) {
    return this.#inTurn(() =>
      call('POST', `${this.#path}/captions/changes?dryRun=true`, { body: request }));
  }

  /** Changes many captions; answers how many. */
  change(request, etag) {
    return this.#inTurn(async () => {
      const { content } = await call('POST', `${this.#path}/captions/changes`, { body: request, etag });
      this.#keep(this.#take(content.changed));
      return content.changed.length;
    });
  }

  /** Puts aside what was written for a picture and is not saved. */
  discard(picture) {
    const { draft, conflict } = picture;
    Object.assign(picture, { draft: undefined, conflict: false, failed: false });
    if (draft !== undefined && draft !== picture.caption) {
      this.#keep({ picture, draft, conflict });
    }
    this.dispatchEvent(new Event('changed'));
  }

  #takenUp({ picture, draft, conflict }) {
    Object.assign(picture, { draft, conflict });
    this.dispatchEvent(new Event('changed'));
    return [picture];
  }

  /**
   * Takes the last change back; answers the pictures whose captions that were, without those that others have changed
   * since.
   *
   * @param progress is told how many are done, and of how many
   */
  undo(progress = () => {}) {
    return this.#inTurn(async () => {
      const change = this.#history.pop() ?? [];
      if (change.draft !== undefined) {
        return this.#takenUp(change);
      }
      const left = change.filter(
        ({ picture, after }) => picture.caption === after && this.known.has(picture.picture));
      let done = 0;
      try {
        for (const part of parts(left)) {
          const { content } = await call('PUT', `${this.#path}/captions`, { body: { captions: part } });
          this.#take(content.changed);
          done += part.length;
          progress(done, left.length);
        }
      } catch (problem) {
        this.#history.push(change);
        throw problem;
      }
      this.dispatchEvent(new Event('changed'));
      return left.map(({ picture }) => picture);
    });
  }

  #keep(change) {
    if (change.length !== 0) {
      this.#history.push(change);
      this.#history.splice(0, this.#history.length - MOST_KEPT);
    }
  }

  #take(changed) {
    const own = changed.filter(({ picture }) => this.known.has(picture));
    this.#told(own.map(({ picture, after, edition }) => [this.known.get(picture), after, edition]));
    return own.map(({ picture, before, after }) => ({ picture: this.known.get(picture), before, after }));
  }

  #told(captions) {
    for (const [picture, caption, edition] of captions) {
      Object.assign(picture, { caption, edition });
    }
    this.dispatchEvent(new Event('changed'));
  }
}

/** A picture as it is known here, with what has become of it. */
function renewed(known, fresh) {
  const { caption, edition, ...rest } = fresh;
  if (!known) {
    return fresh;
  }
  // why: what has been on its way longer than a change of one's own is old
  if (known.saving || edition < known.edition) {
    return known;
  }
  const isOvertaken = known.draft !== undefined && edition !== known.edition && caption !== known.draft;
  return Object.assign(known, rest, { caption, edition, conflict: known.conflict || isOvertaken });
}

/** Former captions as the API takes them, in as few requests as may be. */
function parts(changes) {
  const all = [[]];
  let bytes = 0;
  for (const { picture, before } of changes) {
    const line = { picture: picture.picture, caption: before, edition: picture.edition };
    const size = new Blob([JSON.stringify(line)]).size;
    if (bytes + size > MOST_BYTES) {
      all.push([]);
      bytes = 0;
    }
    all.at(-1).push(line);
    bytes += size;
  }
  return all.filter((part) => part.length > 0);
}
