import { existsSync } from 'node:fs';

/** First the shell: others draw the parts of a window of their own, which costs as much as the page. */
const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where the browser is; undefined where there is none, as on a machine without Debian's `chromium-headless-shell` or `chromium`. */
export const CHROMIUM = PLACES.find((path) => path !== undefined && existsSync(path));

export const NO_CHROMIUM =
  'pages are not tested: there is no chromium (apt-get install chromium-headless-shell, or CHROMIUM_PATH)';
