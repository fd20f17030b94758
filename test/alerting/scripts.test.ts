import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScript } from './script-parser.js';
import { runScriptCase } from './script-runner.js';

const FOLDER = new URL('scripts/', import.meta.url);

for (const file of readdirSync(FOLDER).sort()) {
  describe(file, () => {
    for (const one of parseScript(readFileSync(new URL(file, FOLDER), 'utf8'))) {
      it(`line ${one.line}: ${one.name}`, async () => {
        expect((await runScriptCase(one)).join('\n')).toBe('');
      });
    }
  });
}
