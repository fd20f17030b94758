import { expect, it } from 'vitest';
import { enabledFeatures } from './features.js';

it('turns on what is named, and warns of names that it does not know', () => {
  const warnings: string[] = [];
  const names = [
    'promql-experimental-functions',
    'search-api',
    'exemplar-storage',
    'promql-experimental-function',
    'x',
  ];
  expect(enabledFeatures(names, (message) => warnings.push(message))).toEqual({
    promql: new Set(['promql-experimental-functions']),
    searchApi: true,
    nativeDelta: false,
    deltaToCumulative: false,
  });
  expect(warnings).toEqual([
    '--enable-feature: "promql-experimental-function" is not known and has no effect; did you mean promql-experimental-functions?',
    '--enable-feature: "x" is not known and has no effect',
  ]);
});
