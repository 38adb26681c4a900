// A chart over steps: lines by uPlot, a legend of our own above it, saved checkpoints as dashed lines.

import { atAxis, said } from './numbers.mjs';

const HEIGHT = 220;
const LOOKS = {
  loss: { color: '--chart-raw', width: 1 },
  smoothed: { color: '--chart-main', width: 2.5 },
  validation: { color: '--chart-second', width: 0, points: true },
  learningRate: { color: '--chart-main', width: 2 },
  textEncoderLearningRate: { color: '--chart-second', width: 2 },
};

/** A chart in a box, of which a legend in the same figure tells the values. */
export function chart(box, names) {
  const figure = box.closest('figure');
  const color = (name) => getComputedStyle(box).getPropertyValue(name).trim();
  let course = { rows: [], checkpoints: [] };
  let plot;

  function tell(row) {
    for (const place of figure.querySelectorAll('[data-value]')) {
      place.textContent = said(row, place.dataset.value);
    }
  }

  function series(name) {
    const look = LOOKS[name];
    const stroke = () => color(look.color);
    return {
      stroke,
      width: look.width,
      spanGaps: true,
      points: look.points ? { show: true, size: 8, stroke, fill: stroke } : { show: false },
      paths: look.points ? () => null : undefined,
    };
  }

  function axis(extra) {
    return {
      stroke: () => color('--muted'),
      grid: { stroke: () => color('--line'), width: 1 },
      ticks: { stroke: () => color('--line'), width: 1 },
      font: `12px ${getComputedStyle(document.body).fontFamily}`,
      ...extra,
    };
  }

  function markCheckpoints(drawn) {
    const { ctx, bbox } = drawn;
    ctx.save();
    ctx.strokeStyle = color('--chart-mark');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    for (const { step } of course.checkpoints) {
      const x = Math.round(drawn.valToPos(step, 'x', true));
      if (x >= bbox.left && x <= bbox.left + bbox.width) {
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
      }
    }
    ctx.restore();
  }

  function made() {
    const drawn = new window.uPlot(
      {
        width: box.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { drag: { x: true, y: false }, sync: { key: 'course' }, points: { size: 6 } },
        scales: { x: { time: false } },
        series: [{}, ...names.map(series)],
        axes: [
          axis({ incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5] }),
          axis({ size: 64, values: (any, values) => values.map((value) => atAxis(names[0], value)) }),
        ],
        hooks: {
          draw: [markCheckpoints],
          setCursor: [(at) => tell(course.rows[at.cursor.idx ?? course.rows.length - 1])],
        },
      },
      dataOf(course),
      box,
    );
    new ResizeObserver(() => drawn.setSize({ width: box.clientWidth, height: HEIGHT })).observe(box);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.redraw(false));
    new MutationObserver(() => drawn.redraw(false)).observe(document.documentElement, { attributes: true });
    return drawn;
  }

  function dataOf({ rows }) {
    return [rows.map((row) => row.step), ...names.map((name) => rows.map((row) => row[name] ?? null))];
  }

  function describe() {
    const values = course.rows.map((row) => row[names[0]]).filter((value) => Number.isFinite(value));
    const last = course.rows.findLast((row) => Number.isFinite(row[names[0]])) ?? {};
    const parts = [
      said(course.rows[0], 'step'),
      said(last, 'step'),
      said({ [names[0]]: Math.min(...values) }, names[0]),
      said({ [names[0]]: Math.max(...values) }, names[0]),
      said(last, names[0]),
    ];
    box.setAttribute('aria-label', box.dataset.about.replace(/<(\d)>/g, (any, number) => parts[number]));
  }

  return {
    show(news) {
      course = news;
      if (course.rows.length === 0) {
        return;
      }
      if (plot) {
        const { min, max } = plot.scales.x;
        const zoomed = Number.isFinite(min) && (min > plot.data[0][0] || max < plot.data[0].at(-1));
        plot.setData(dataOf(course), !zoomed); // why: a part that somebody looks at stays in sight
        if (zoomed) {
          plot.redraw();
        }
      } else {
        plot = made();
      }
      tell(course.rows[plot.cursor.idx ?? course.rows.length - 1]);
      describe();
    },
  };
}
