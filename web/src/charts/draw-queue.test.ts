// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { inTurn } from './draw-queue';

it('runs drawings before panels that come up, each in the order given, without those taken back', async () => {
  const done: string[] = [];
  const task = (name: string) => () => void done.push(name);
  inTurn(task('panel 1'), 'mount');
  inTurn(task('panel 2'), 'mount');
  inTurn(task('chart 1'));
  inTurn(task('chart 2'))();
  inTurn(task('chart 3'));
  await vi.waitFor(() => expect(done).toEqual(['chart 1', 'chart 3', 'panel 1', 'panel 2']));
});

it('goes on after one that fails, and reports it', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const done: string[] = [];
  inTurn(() => {
    throw new Error('not drawn');
  });
  inTurn(() => void done.push('chart'));
  await vi.waitFor(() => expect(done).toEqual(['chart']));
  expect(reported).toHaveBeenCalledWith(new Error('not drawn'));
  inTurn(() => void done.push('later'));
  await vi.waitFor(() => expect(done).toEqual(['chart', 'later']));
  vi.unstubAllGlobals();
});
