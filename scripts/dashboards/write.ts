// `npm run dashboards`: writes the shipped dashboards to `dashboards/`, and takes away what is none any more.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedFiles } from './shipped.js';

const directory = 'dashboards';
mkdirSync(directory, { recursive: true });
const files = shippedFiles();
for (const name of readdirSync(directory))
  if (name.endsWith('.json') && !files.has(name)) rmSync(join(directory, name));
for (const [name, dashboard] of files) writeFileSync(join(directory, name), `${JSON.stringify(dashboard, null, 2)}\n`);
console.log(`${files.size} dashboards in ${directory}/`);
