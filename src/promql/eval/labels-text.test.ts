import { expect, it } from 'vitest';
import { labelsText } from './labels-text.js';

it.each([
  [[], '{}'],
  [['__name__', 'up', 'job', 'a"b\n'], '{__name__="up", job="a\\"b\\n"}'],
  [['service.name', 'ünï'], '{"service.name"="ünï"}'],
])('%j', (labels, text) => {
  expect(labelsText(labels)).toBe(text);
});
