// A chart over steps: lines by uPlot, a legend of our own above it, saved checkpoints as dashed lines.

import { atAxis, said } from './numbers.mjs';

const HEIGHT = 220;
const STEPS_APART = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5];
const LOOKS = {
  loss: { color: '--chart-raw', width: 1 },
  smoothed: { color: '--chart-main', width: 2.5 },
  validation: { color: '--chart-second', width: 0, dots: true },
  learningRate: { color: '--chart-main', width: 2 },
  textEncoderLearningRate: { color: '--chart-second', width: 2, dash: [6, 5] }, // why: often the same as the other
};

/** A chart in a box, of which a legend in the same figure tells the values. */
export class Chart {
  #box;
  #names;
  #course = { rows: [], checkpoints: [] };
  #plot;

  constructor(box, names) {
    this.#box = box;
    this.#names = names;
  }

  show(course) {
    this.#course = course;
    if (course.rows.length === 0) {
      return;
    }
    if (this.#plot) {
      this.#renew();
    } else {
      this.#plot = this.#made();
      this.#followThePage();
      this.#goByKeys();
    }
    this.#tell(this.#plot.cursor.idx);
    this.#describe();
  }

  /** A part that somebody looks at stays in sight. */
  #renew() {
    const { min, max } = this.#plot.scales.x;
    const [steps] = this.#plot.data;
    const zoomed = Number.isFinite(min) && (min > steps[0] || max < steps.at(-1));
    this.#plot.setData(this.#data(), !zoomed);
    if (zoomed) {
      this.#plot.redraw();
    }
  }

  #made() {
    return new window.uPlot(
      {
        width: this.#box.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { drag: { x: true, y: false }, sync: { key: 'course' }, points: { size: 6 } },
        scales: { x: { time: false } },
        series: [{}, ...this.#names.map((name) => this.#series(name))],
        axes: [
          this.#axis({ incrs: STEPS_APART }),
          this.#axis({ size: 76, values: (...told) => this.#values(told[1], told[4]) }),
        ],
        hooks: { draw: [(plot) => this.#mark(plot)], setCursor: [(plot) => this.#tell(plot.cursor.idx)] },
      },
      this.#data(),
      this.#box,
    );
  }

  /** What stands at the axis, so far apart. */
  #values(values, distance) {
    return values.map((value) => atAxis(this.#names[0], value, distance));
  }

  #followThePage() {
    const redraw = () => this.#plot.redraw(false);
    new ResizeObserver(() => this.#plot.setSize({ width: this.#box.clientWidth, height: HEIGHT })).observe(this.#box);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
    new MutationObserver(redraw).observe(document.documentElement, { attributes: true });
  }

  /** Arrow keys go from step to step, as the mouse does. */
  #goByKeys() {
    this.#box.addEventListener('keydown', (event) => {
      const last = this.#course.rows.length - 1;
      const now = this.#plot.cursor.idx ?? last;
      const place = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key];
      if (place === undefined || event.altKey || event.ctrlKey || event.metaKey) {
        return;
      }
      event.preventDefault();
      this.#pointAt(Math.min(last, Math.max(0, place)));
    });
    this.#box.addEventListener('blur', () => this.#point(-10));
  }

  #pointAt(place) {
    this.#point(this.#plot.valToPos(this.#course.rows[place].step, 'x'));
  }

  /** In the other chart too; left of both: at nothing. */
  #point(left) {
    this.#plot.setCursor({ left, top: left < 0 ? left : HEIGHT / 2 }, true, true);
  }

  #data() {
    const { rows } = this.#course;
    return [rows.map((row) => row.step), ...this.#names.map((name) => rows.map((row) => row[name] ?? null))];
  }

  #color(name) {
    return getComputedStyle(this.#box).getPropertyValue(name).trim();
  }

  #series(name) {
    const { color, width, dots, dash } = LOOKS[name];
    const stroke = () => this.#color(color);
    return {
      stroke,
      width,
      dash,
      spanGaps: true,
      points: dots ? { show: true, size: 8, stroke, fill: stroke } : { show: false },
      paths: dots ? () => null : undefined,
    };
  }

  #axis(extra) {
    const line = { stroke: () => this.#color('--chart-grid'), width: 1 };
    const font = `12px ${getComputedStyle(document.body).fontFamily}`;
    return { stroke: () => this.#color('--chart-mark'), grid: line, ticks: line, font, ...extra };
  }

  /** Where checkpoints were saved. */
  #mark(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = this.#color('--chart-mark');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    for (const { step } of this.#course.checkpoints) {
      const x = Math.round(plot.valToPos(step, 'x', true));
      if (x >= bbox.left && x <= bbox.left + bbox.width) {
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
      }
    }
    ctx.stroke();
    ctx.restore();
  }

  /** Says in the legend what there is at a place, or at the end where nothing is pointed at. */
  #tell(place) {
    const { rows } = this.#course;
    const row = rows[place ?? rows.length - 1];
    for (const value of this.#box.closest('figure').querySelectorAll('[data-value]')) {
      value.textContent = said(row, value.dataset.value);
    }
  }

  /** In words, for who can't see it. */
  #describe() {
    const [name] = this.#names;
    const rows = this.#course.rows.filter((row) => Number.isFinite(row[name]));
    if (rows.length === 0) {
      return;
    }
    const values = rows.map((row) => row[name]);
    const tell = (value) => said({ [name]: value }, name);
    const parts = [
      said(rows[0], 'step'),
      said(rows.at(-1), 'step'),
      tell(Math.min(...values)),
      tell(Math.max(...values)),
      tell(values.at(-1)),
    ];
    this.#box.setAttribute('aria-label', this.#box.dataset.about.replace(/<(\d)>/g, (any, number) => parts[number]));
  }
}
