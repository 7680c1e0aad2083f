// Draws a speaker's quotes by month and tone in place of the plain bars, with the numbers of the bar under the pointer.
import { axisX, axisY, barY, plot, ruleY, tip, pointerX, stackY } from "./plot.js";

const figure = document.querySelector("[data-plot]");
const { months, tones, counts, labels } = JSON.parse(document.getElementById(figure.dataset.plot).textContent);
const NARROWEST = 6; // pixels; months that would be narrower are drawn as years

function counted(byYear) {
  const period = (month) => (byYear ? month.slice(0, 4) : month);
  const periods = [...new Set(months.map(period))];
  const sums = new Map();
  for (const [month, tone, n] of counts) {
    const key = `${period(month)}\t${tone}`;
    sums.set(key, (sums.get(key) ?? 0) + n);
  }
  const rows = [...sums].map(([key, n]) => {
    const [when, tone] = key.split("\t");
    return { when, tone: tones[tone], n };
  });
  const told = periods.map((when) => {
    const own = rows.filter((row) => row.when === when);
    const n = own.reduce((sum, row) => sum + row.n, 0);
    return { when, n, text: [`${when}  ${n}`, ...own.map((row) => `${row.tone} ${row.n}`)].join("\n") };
  });
  return { periods, rows, told };
}

function draw() {
  const width = figure.clientWidth;
  const { periods, rows, told } = counted(months.length > width / NARROWEST);
  const every = Math.ceil(periods.length / (width / 70));
  const styles = getComputedStyle(document.documentElement);
  const colours = Object.keys(tones).map((tone) => styles.getPropertyValue(`--tone-${tone}`).trim() || "#8a8272");
  const drawing = plot({
    width,
    height: 220,
    marginLeft: 36,
    style: { background: "none", color: "var(--soft)", fontFamily: "inherit", fontSize: "12px" },
    x: { domain: periods, label: null, padding: 0.15 },
    y: { label: labels.quotes, nice: true },
    color: { domain: Object.values(tones), range: colours, legend: true },
    marks: [
      axisX({ ticks: periods.filter((_, at) => at % every === 0), tickSize: 0 }),
      axisY({ ticks: 4, tickFormat: (n) => (Number.isInteger(n) ? n : "") }),
      barY(rows, stackY({ order: Object.values(tones) }, { x: "when", y: "n", fill: "tone" })),
      ruleY([0]),
      tip(told, pointerX({ x: "when", y: "n", title: "text", fill: "var(--card)" })),
    ],
  });
  drawing.setAttribute("aria-hidden", "true"); // the numbers are in the table below
  figure.replaceChildren(drawing);
}

draw();
let waiting;
addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(draw, 150); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
