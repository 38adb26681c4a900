// What was asked for by something that has been replaced meanwhile is heard of all the same: htmx tells the events of an
// answer to what asked, and nobody hears what has no place on the page any more.

const DONE = 4;

document.body.addEventListener('htmx:beforeRequest', ({ detail: { elt, xhr } }) =>
  xhr.addEventListener('readystatechange', () => {
    const events = xhr.readyState === DONE && !elt.isConnected && xhr.getResponseHeader('HX-Trigger');
    if (events) {
      events.split(',').forEach((name) => window.htmx.trigger(document.body, name.trim()));
    }
  }));
