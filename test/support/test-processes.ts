import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What opens an engine in the test's process, or starts processes, by what a test imports. */
const NEEDS_PROCESS =
  /\/(embedded-store|app-in-process|read-context|server(-\w+)*|compiled-entry|quartet-process|engine\.contract|(postgres|redis)-server|self-signed)\.js'|\/engine\/(embedded|process)\.js'|node:child_process/;
/** The whole program in the test's process: loading it takes longer than most tests of it. */
const HAS_WHOLE_PROGRAM = /\/app-in-process\.js'/;

const files = ['src/storage', 'test', 'examples/pyairtable/src']
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  )
  .filter((path) => path.endsWith('.test.ts') && !path.startsWith('test/web/'))
  .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }));

const pathsOf = (chosen: (text: string) => boolean): string[] =>
  files.filter(({ text }) => chosen(text)).map(({ path }) => path);

/** Of the tests that are not beside the code of other rooms: those that may share a thread … */
export const WITHOUT_PROCESS = pathsOf((text) => !NEEDS_PROCESS.test(text));
/** … and those that may share a process, one after the other; not with commands, which are made for a process each. */
export const WHOLE_PROGRAM = pathsOf((text) => HAS_WHOLE_PROGRAM.test(text) && !text.includes('/src/cli/'));
