import { expect, it } from 'vitest';
import { parseLog } from '../parser.js';
import { Pipeline } from './pipeline.js';

const pipelineOf = (stages: string): Pipeline => new Pipeline(parseLog(`{app="a"} ${stages}`).stages);

const ENTRY = { ns: 0n, labels: ['app', 'a'], metadata: [], line: 'x'.repeat(1000) };

it.each([
  ['templates', `| line_format "{{ repeat 2000 __line__ }}" ${'| label_format x="{{ upper __line__ }}" '.repeat(200)}`],
  ['parsers', `| line_format "{{ repeat 4000 __line__ }}" ${'| logfmt '.repeat(200)}`],
])('ends an entry on which %s take too long, with an error', (_, stages) => {
  const entry = pipelineOf(stages).run(ENTRY);
  expect(entry?.labels.error).toBe('PipelineLimitErr');
  expect(entry?.labels.errorDetails).toBe('the stages take more than 1000000 steps on this line');
});

it('counts what all entries took', () => {
  const pipeline = pipelineOf('|= "x" | line_format "{{ repeat 64 __line__ }}"');
  pipeline.run(ENTRY);
  const once = pipeline.steps;
  expect(once).toBeGreaterThan(64_000 / 64);
  pipeline.run(ENTRY);
  expect(pipeline.steps).toBe(2 * once);
});
