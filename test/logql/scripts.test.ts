import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScript } from './script-parser.js';
import { runScriptQuery } from './script-runner.js';

const FOLDER = new URL('scripts/', import.meta.url);

for (const file of readdirSync(FOLDER).sort()) {
  describe(file, () => {
    for (const query of parseScript(readFileSync(new URL(file, FOLDER), 'utf8'))) {
      it(`line ${query.line}: ${query.query.slice(0, 200)}`, async () => {
        expect((await runScriptQuery(query)).join('\n')).toBe('');
      });
    }
  });
}
