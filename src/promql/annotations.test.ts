import { expect, test } from 'vitest';
import { Annotations } from './annotations.js';

test('says each message once, with the last place that it is about', () => {
  const annotations = new Annotations();
  annotations.warn('odd', { start: 9, end: 12 });
  annotations.warn('odd', { start: 0, end: 3 });
  annotations.info('odd', { start: 4, end: 6 });
  annotations.warn('even');
  const query = 'rate(a) + rate(b)';
  expect(annotations.texts('warning', query)).toEqual(['PromQL warning: odd (1:10)', 'PromQL warning: even']);
  expect(annotations.texts('info', query)).toEqual(['PromQL info: odd (1:5)']);
});
