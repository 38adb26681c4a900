// What fingers, a mouse and its wheel do to two pictures that lie one over the other: they are zoomed around the place that
// is meant, dragged where they are larger than their place, and the line between them goes by its handle.

const CLICK = 4; // pixels that a finger or a mouse may move without dragging

/** Where the middle of two fingers is, and how far they are apart. */
function pinchOf([one, other]) {
  return {
    x: (one.x + other.x) / 2,
    y: (one.y + other.y) / 2,
    apart: Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)),
  };
}

/**
 * Listens to a stage, which scrolls, and to the layers within it.
 *
 * @param view with scale, zoom(scale) and split(clientX), which draw
 */
export function listenToGestures(stage, layers, handle, view) {
  const fingers = new Map();
  let drag;
  let pinch;

  /** The same point of the pictures stays under the same place of the screen. */
  function zoomAround(scale, x, y) {
    const before = layers.getBoundingClientRect();
    const across = (x - before.left) / before.width;
    const down = (y - before.top) / before.height;
    view.zoom(scale);
    const after = layers.getBoundingClientRect();
    stage.scrollLeft += after.left + across * after.width - x;
    stage.scrollTop += after.top + down * after.height - y;
  }

  const isLarger = () => view.scale > 1;

  function pinched() {
    const now = pinchOf([...fingers.values()]);
    stage.scrollLeft -= now.x - pinch.x;
    stage.scrollTop -= now.y - pinch.y;
    zoomAround((view.scale * now.apart) / pinch.apart, now.x, now.y);
    pinch = now;
  }

  function dragged({ clientX: x, clientY: y }) {
    drag.moved ||= Math.hypot(x - drag.startX, y - drag.startY) > CLICK;
    if (drag.isLine) {
      view.split(x);
    } else if (drag.moved) {
      stage.scrollLeft -= x - drag.x;
      stage.scrollTop -= y - drag.y;
    }
    Object.assign(drag, { x, y });
  }

  layers.addEventListener('pointerdown', (event) => {
    const { pointerId, clientX: x, clientY: y } = event;
    if (event.pointerType === 'mouse' && event.button !== 0) {
      return;
    }
    fingers.set(pointerId, { x, y });
    if (fingers.size === 2) {
      drag = undefined;
      pinch = pinchOf([...fingers.values()]);
    } else if (fingers.size === 1) {
      drag = { startX: x, startY: y, x, y, moved: false, isLine: event.target === handle || !isLarger() };
      dragged(event);
    }
  });

  addEventListener('pointermove', (event) => {
    if (!fingers.has(event.pointerId)) {
      return;
    }
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 2) {
      pinched();
    } else if (drag) {
      dragged(event);
    }
  });

  function ended(event) {
    if (!fingers.delete(event.pointerId)) {
      return;
    }
    if (drag && !drag.moved && event.type === 'pointerup') {
      view.split(event.clientX); // why: who only presses means the line, however large the pictures are
    }
    drag = undefined;
    pinch = undefined;
  }
  addEventListener('pointerup', ended);
  addEventListener('pointercancel', ended);

  layers.addEventListener('wheel', (event) => {
    const isOutAlready = !isLarger() && event.deltaY > 0;
    if (!isOutAlready) {
      event.preventDefault();
      zoomAround(view.scale * Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
    }
  }, { passive: false });

  // why: else the browser scrolls what lies around with two fingers, or with one that drags pictures
  layers.addEventListener('touchmove', (event) => {
    if (event.touches.length > 1 || isLarger() || event.target === handle) {
      event.preventDefault();
    }
  }, { passive: false });
}
