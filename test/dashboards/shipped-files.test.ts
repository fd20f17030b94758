import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shippedFiles } from '../../scripts/dashboards/shipped.js';
import { DIRECTORY } from './shipped.js';

const plain = (document: unknown): unknown => JSON.parse(JSON.stringify(document));

it('dashboards/ is what `npm run dashboards` writes', () => {
  const files = shippedFiles();
  expect(readdirSync(DIRECTORY).sort()).toEqual([...files.keys()].sort());
  for (const [name, document] of files) {
    expect(JSON.parse(readFileSync(join(DIRECTORY, name), 'utf8')), name).toEqual(plain(document));
  }
});
