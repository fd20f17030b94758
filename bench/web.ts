import { chromium } from 'playwright-core';
import { write } from './promql/ask.js';
import { readFlags } from './support/flags.js';
import { percentile } from './support/percentile.js';
import { Server } from './support/server.js';
import { textTable } from './support/table.js';
import { type Drawn, drawAll, scrollThrough } from './web/browse.js';
import { bodies, dashboard, PANELS, PATH, POINTS, SERIES, STEP_MS } from './web/data.js';
import { firstLoad } from './web/first-load.js';

const USAGE = `npm run bench -- web [flags]

Opens a dashboard of ${PANELS} panels with ${SERIES} series of ${POINTS} points each in chromium: what is loaded first, when the first
chart is there, when all are, the longest task of the main thread, then and while scrolling, and the CPU that page and server
take.

  --runs N        times that the dashboard is opened, each in a browser that has kept nothing (5)
  --chromium PATH where chromium is (/usr/bin/chromium)
`;

const flags = readFlags(USAGE, {
  runs: { type: 'string', default: '5' },
  chromium: { type: 'string', default: '/usr/bin/chromium' },
});

const root = new URL('../../', import.meta.url);
const start = Math.floor(Date.now() / STEP_MS) * STEP_MS - POINTS * STEP_MS;
const server = await Server.start({ main: new URL('bin/quartet.cjs', root).pathname });
const browser = await chromium.launch({ executablePath: flags.chromium, args: ['--no-sandbox', '--disable-gpu'] });
try {
  await write(`http://127.0.0.1:${server.port('prometheus')}`, bodies(start));
  const web = `http://127.0.0.1:${server.port('web')}`;
  const saved = await fetch(`${web}/api/dashboards/db`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(dashboard()),
  });
  if (!saved.ok) throw new Error(`the dashboard was not saved: ${await saved.text()}`);
  await server.settle();

  const url = `${web}${PATH}?from=${start}&to=${start + POINTS * STEP_MS}`;
  const drawn: Drawn[] = [];
  const serverMs = [];
  for (let run = 0; run < Number(flags.runs); run++) {
    const before = server.cpuSeconds;
    drawn.push(await drawAll(browser, url, PANELS));
    serverMs.push(1000 * (server.cpuSeconds - before));
  }
  const scrollMs = await scrollThrough(browser, url);

  const { files, scripts, styles } = firstLoad(new URL('dist/web', root).pathname);
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
  console.log(`first load: ${files} files, scripts ${kilobytes(scripts)}, styles ${kilobytes(styles)}, gzip`);
  const row = (name: string, values: readonly number[]) => {
    const sorted = [...values].sort((a, b) => a - b);
    return [name, ...[0.5, 1].map((q) => `${percentile(sorted, q).toFixed(0)} ms`)];
  };
  const figure = (name: string, of: keyof Drawn) =>
    row(
      name,
      drawn.map((one) => one[of]),
    );
  console.log(
    textTable([
      [`${PANELS} panels × ${SERIES} series × ${POINTS} points`, 'p50', 'max'],
      figure('first chart', 'firstMs'),
      figure('all charts', 'allMs'),
      figure('longest task until then', 'longestTaskMs'),
      figure('CPU of the main thread until then', 'mainThreadMs'),
      row('CPU of the server until then', serverMs),
      row('longest task while scrolling', [scrollMs]),
    ]),
  );
} finally {
  await browser.close();
  await server.stop();
  server.remove();
}
