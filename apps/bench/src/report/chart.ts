import type { Results, TaskResult } from '../results.js';
import { families } from './families.js';
import { digits } from './format.js';

const [WIDTH, COLUMNS, GAP] = [960, 2, 40];
const PANEL = (WIDTH - GAP * (COLUMNS - 1)) / COLUMNS;
const [ROW, HEAD, NAMES, VALUES] = [20, 44, 150, 80];

/** What the chart shows. */
const shown = ['A', 'B', 'C', 'xor', 'matmul-1024', 'inference-1000', 'inference-1', 'cold'];

const escaped = (text: string) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The side of one task as bars, the fastest on top: the longer, the faster. */
function panel(results: Results, task: TaskResult, x: number, y: number): string {
  const sides = families(results, task);
  const most = sides[0]?.speed ?? 1;
  const bars = sides.map(({ name, best, speed }, k) => {
    const top = HEAD + k * ROW;
    const length = Math.max(1, ((PANEL - NAMES - VALUES) * speed) / most).toFixed(1);
    return `<text x="${NAMES - 8}" y="${top + 13}" text-anchor="end">${escaped(name)}</text>
<rect x="${NAMES}" y="${top + 2}" width="${length}" height="${ROW - 6}" rx="2"${best.participant.own ? ' class="own"' : ''}/>
<text x="${NAMES + Number(length) + 6}" y="${top + 13}" class="value">${digits(best.value.median)}</text>`;
  });
  const [title, rest = ''] = task.title.split(': ');
  const unit = `${task.measure.unit}${task.measure.show === 'time' ? ', less is better' : ''}`;
  const heading = `<text y="14" class="title">${escaped(title!)}<tspan class="unit">, ${escaped(unit)}</tspan></text>
<text y="32" class="value">${escaped(rest)}</text>`;
  return `<g transform="translate(${x} ${y})">\n${heading}\n${bars.join('\n')}\n</g>`;
}

/** All tasks side by side as one SVG that can be read on light and on dark pages. */
export function chart(results: Results): string {
  const tasks = shown.flatMap((id) => results.tasks.find((t) => t.id === id) ?? []);
  const panels: string[] = [];
  let y = 8;
  for (let k = 0; k < tasks.length; k += COLUMNS) {
    const row = tasks.slice(k, k + COLUMNS);
    panels.push(...row.map((task, column) => panel(results, task, column * (PANEL + GAP), y)));
    y += HEAD + ROW * Math.max(...row.map((task) => families(results, task).length)) + 24;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Speed of each side in each task">
<style>
text { fill: #24292f } .value { fill: #57606a } .title { font-weight: 600; font-size: 13px } .unit { font-weight: 400 } rect { fill: #afb8c1 } .own { fill: #0969da } .page { fill: #ffffff }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .value { fill: #9198a1 } rect { fill: #57606a } .own { fill: #4493f8 } .page { fill: #0d1117 } }
</style>
<rect class="page" width="100%" height="100%"/>
${panels.join('\n')}
</svg>
`;
}
