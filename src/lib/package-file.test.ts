import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packageFile } from './package-file.js';

test('paths are from the root of the package', () => {
  expect(JSON.parse(readFileSync(packageFile('package.json'), 'utf8'))).toMatchObject({ name: 'quartet' });
});
