import { Counter, Histogram, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { CounterWindow } from './counter-window.js';

it('tells what was gained in the last minute', async () => {
  const registry = new Registry();
  const counter = new Counter({ name: 'c', help: 'c', labelNames: ['a'], registers: [registry] });
  const histogram = new Histogram({ name: 'h', help: 'h', registers: [registry] });
  let now = 0;
  const window = new CounterWindow(registry, new Set(['c', 'h_count']), () => now);
  counter.inc({ a: 'x' }, 5);
  await window.sample();
  counter.inc({ a: 'x' }, 2);
  counter.inc({ a: 'y' }, 1);
  histogram.observe(1);
  const totals = async () =>
    (await window.counted()).map(({ name, labels, total, inWindow }) => [name, labels.a, total, inWindow]);
  expect(await totals()).toEqual([
    ['c', 'x', 7, 2],
    ['c', 'y', 1, 1],
    ['h_count', undefined, 1, 1],
  ]);
  now = 30_000;
  await window.sample();
  counter.inc({ a: 'x' }, 1);
  now = 90_000;
  await window.sample();
  expect(await totals()).toEqual([
    ['c', 'x', 8, 1],
    ['c', 'y', 1, 0],
    ['h_count', undefined, 1, 0],
  ]);
});
