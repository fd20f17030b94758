// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListOptions } from './list-options';
import { LogList } from './log-list';
import type { LogRow } from './log-row';
import { marksOf } from './marks';

/** The list measures its scroller, which has no size without a layout. */
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(22);
});
afterEach(cleanup);

const rowsOf = (count: number, line = (index: number) => `line ${index}`): LogRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    timeMs: 1_700_000_000_000 - index,
    ns: `${1_700_000_000_000 - index}000000`,
    line: line(index),
    labels: { app: 'shop', level: 'info', n: String(index) },
    kinds: { app: 'I', level: 'S', n: 'P' },
    level: 'info',
  }));

const draw = (rows: readonly LogRow[], options: Partial<ListOptions> = {}, more: object = {}) =>
  render(<LogList label="Lines" rows={rows} options={options} timeZone="utc" {...more} />);

describe('the list', () => {
  it('draws only what is in sight of 100,000 lines', () => {
    draw(rowsOf(100_000));
    const shown = screen.getAllByText(/^line \d+$/);
    expect(shown[0]!.textContent).toBe('line 0');
    expect(shown.length).toBeLessThan(100);
  });

  it('draws markup as text', () => {
    draw(
      rowsOf(1, () => '<img src=x onerror=alert(1)>'),
      {},
      { marks: marksOf(['img']) },
    );
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getByText('img').tagName).toBe('MARK');
  });

  it('cuts a line of 10 MB, and shows more of it', () => {
    draw(rowsOf(1, () => 'x'.repeat(10_000_000)));
    const length = () => screen.getByText(/^x+$/).textContent!.match(/x+/)![0].length;
    expect(length()).toBe(5_000);
    fireEvent.click(screen.getByRole('button', { name: /10\.0 MB more/ }));
    expect(length()).toBe(55_000);
  });

  it('opens a row by its button, with its fields by kind', () => {
    const onFilter = vi.fn();
    draw(rowsOf(2), {}, { onFilter });
    fireEvent.click(screen.getAllByRole('button', { name: /^Details/ })[0]!);
    expect(screen.getByRole('region', { name: 'Labels' }).textContent).toContain('shop');
    expect(screen.getByRole('region', { name: 'Structured metadata' }).textContent).toContain('info');
    fireEvent.click(screen.getByRole('button', { name: 'Without lines with this n' }));
    expect(onFilter).toHaveBeenCalledWith({ name: 'n', value: '0', from: 'P' }, true);
  });

  it('counts the values of a field', () => {
    draw(rowsOf(4));
    fireEvent.click(screen.getAllByRole('button', { name: /^Details/ })[0]!);
    fireEvent.click(screen.getByRole('button', { name: 'Values of app' }));
    expect(screen.getByText('1 values in 4 of 4 loaded lines')).toBeTruthy();
    expect(screen.getByText('4 · 100 %')).toBeTruthy();
  });

  it('goes by arrow keys and opens with Enter', () => {
    draw(rowsOf(3));
    const list = screen.getByRole('region', { name: 'Lines' });
    fireEvent.keyDown(list, { key: 'ArrowDown' });
    fireEvent.keyDown(list, { key: 'ArrowDown' });
    fireEvent.keyDown(list, { key: 'Enter' });
    const open = screen.getAllByRole('button', { name: /^Details/ }).map((one) => one.getAttribute('aria-expanded'));
    expect(open).toEqual(['false', 'true', 'false']);
  });

  it('shows fields in place of lines, and the labels that all have once', () => {
    draw(rowsOf(2), { fields: ['n'], showCommonLabels: true });
    expect(screen.queryByText('line 1')).toBeNull();
    expect(screen.getByText('app=shop')).toBeTruthy();
  });
});
