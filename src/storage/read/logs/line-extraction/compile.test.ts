import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine } from '../../../../../test/support/embedded-store.js';
import { ExtractedLines, type Judged, type StoredLine } from '../../../../../test/support/extracted-lines.js';
import { seededRandom } from '../../../../../test/support/fuzz.js';
import {
  JSON_PIPELINES,
  jsonLine,
  LOGFMT_PIPELINES,
  logfmtLine,
  TEXT_PIPELINES,
  textLine,
} from '../../../../../test/support/odd-lines.js';

let lines: ExtractedLines;
let remove: () => Promise<void>;

beforeAll(async () => {
  const opened = await embeddedEngine();
  ({ remove } = opened);
  lines = new ExtractedLines(opened.engine);
});

afterAll(() => remove());

const LINES = 3000;

/** Entries that are plain, of which both sides must say the same. */
function plainOnes(judged: readonly Judged[]): Judged[] {
  const plain = judged.filter(({ isPlain }) => isPlain);
  const stored = plain.map((one) => ({ line: one.line, ...one.stored, error: undefined }));
  expect(plain.map((one) => ({ line: one.line, ...one.evaluated }))).toEqual(stored);
  return plain;
}

describe.each([
  ['json', JSON_PIPELINES, jsonLine],
  ['logfmt', LOGFMT_PIPELINES, logfmtLine],
  ['text', TEXT_PIPELINES, textLine],
] as const)('%s', (kind, pipelines, lineOf) => {
  beforeAll(async () => {
    const random = seededRandom(7);
    const stored = Array.from(
      { length: LINES },
      (): StoredLine => ({
        line: lineOf(random),
        ...(random() < 0.1 && { level: 'warn' }),
        ...(random() < 0.1 && { metadata: { status: '200', user: 'ann', empty: '' } }),
      }),
    );
    await lines.store(kind, stored);
  });

  it.each(pipelines)('$pipeline by $wanted', async (pipeline) => {
    const judged = await lines.judge(kind, pipeline);
    const plain = plainOnes(judged!);
    expect(plain.length / LINES).toBeGreaterThan(pipeline.plain);
    expect(plain.some(({ stored }) => stored.passes)).toBe(true);
  });
});
