import { existsSync } from 'node:fs';

const PLACES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where the browser is; undefined where there is none, as on a machine without Debian's `chromium`. */
export const CHROMIUM = PLACES.find((path) => path !== undefined && existsSync(path));

export const NO_CHROMIUM = 'pages are not tested: there is no chromium (apt-get install chromium, or CHROMIUM_PATH)';
