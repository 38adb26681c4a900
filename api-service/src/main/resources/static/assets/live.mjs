// Streams of events that are open only while somebody sees the page: a browser has room for six connections to a
// service, all its tabs together. A page that is shown again goes on behind the last event that it heard. What is asked
// for every few seconds waits in the same way, and where a stream stays broken the page says so.

const sign = document.getElementById('not-live');
const BROKEN_AFTER = 5000;
const PAUSES = [500, 1000, 2000, 4000, 8000, 15_000];

class Stream extends EventTarget {
  #url;
  #names = new Set();
  #source;
  #heard;
  #tries = 0;
  #again;
  #broken;

  constructor(url) {
    super();
    this.#url = new URL(url, location.href);
    document.addEventListener('visibilitychange', this.#look);
    addEventListener('online', this.#look);
    this.#look();
  }

  get readyState() {
    return this.#source?.readyState ?? EventSource.CONNECTING;
  }

  addEventListener(name, listener, options) {
    super.addEventListener(name, listener, options);
    if (!this.#names.has(name)) {
      this.#names.add(name);
      this.#source?.addEventListener(name, this.#hear);
    }
  }

  close() {
    document.removeEventListener('visibilitychange', this.#look);
    removeEventListener('online', this.#look);
    this.#end();
  }

  #look = () => (document.hidden ? this.#end() : this.#open());

  #open() {
    if (this.#source && this.#source.readyState !== EventSource.CLOSED) {
      return;
    }
    clearTimeout(this.#again);
    if (this.#heard) {
      this.#url.searchParams.set('after', this.#heard);
    }
    this.#source = new EventSource(this.#url);
    this.#names.forEach((name) => this.#source.addEventListener(name, this.#hear));
    this.#source.onopen = () => this.#opened();
    this.#source.onerror = () => this.#failed();
  }

  #end() {
    clearTimeout(this.#again);
    this.#source?.close();
    this.#source = undefined;
    this.#opened();
  }

  #opened() {
    this.#tries = 0;
    clearTimeout(this.#broken);
    this.#broken = undefined;
    sign.textContent = '';
  }

  #failed() {
    this.#broken ??= setTimeout(() => (sign.textContent = sign.dataset.text), BROKEN_AFTER);
    // why: the browser itself comes back to a stream that broke, and not to one that was refused
    if (this.#source.readyState === EventSource.CLOSED) {
      const pause = PAUSES[Math.min(this.#tries++, PAUSES.length - 1)];
      clearTimeout(this.#again);
      this.#again = setTimeout(() => this.#open(), pause);
    }
  }

  #hear = ({ type, data, lastEventId }) => {
    this.#heard = lastEventId || this.#heard;
    this.dispatchEvent(new MessageEvent(type, { data, lastEventId }));
  };
}

window.htmx.createEventSource = (url) => new Stream(url);

const held = new Map();

/** What nobody has caused is asked for when it is seen: once, however often it came due. */
document.body.addEventListener('htmx:confirm', (event) => {
  const { elt, triggeringEvent, issueRequest } = event.detail;
  if (document.hidden && !triggeringEvent) {
    event.preventDefault();
    held.set(elt, issueRequest);
  }
});

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    const due = [...held].filter(([element]) => element.isConnected);
    held.clear();
    due.forEach(([, issueRequest]) => issueRequest());
  }
});
