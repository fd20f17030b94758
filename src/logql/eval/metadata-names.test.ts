import { expect, it } from 'vitest';
import { metadataBeside } from './metadata-names.js';

it.each([
  [['app', 'a'], [], []],
  [
    ['app', 'a'],
    ['trace_id', 't'],
    ['trace_id', 't'],
  ],
  [
    ['app', 'a', 'kind', 'k'],
    ['app', 'b', 'kind', 'l', 'user', 'u'],
    ['app_extracted', 'b', 'kind_extracted', 'l', 'user', 'u'],
  ],
])('beside %o metadata %o are seen as %o', (stream, metadata, expected) => {
  expect(metadataBeside(stream, metadata)).toEqual(expected);
});
