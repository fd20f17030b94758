// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { navigate } from 'wouter/use-browser-location';
import { TimeProvider } from '../time/time-context';
import type { Variable } from './variable';
import { useChoose, useSettledVariables, VariablesProvider } from './variables-context';

const A: Variable = { type: 'custom', name: 'a', query: 'x,y' };
const B: Variable = { type: 'custom', name: 'b', query: 'p,q', multi: true, includeAll: true };
const VARIABLES = [A, B];
const NAMES = { a: new Set(['a']), b: new Set(['b']) };

/** The value of a variable, and how often it was drawn. */
function Shown({ name }: { name: 'a' | 'b' }) {
  const drawn = useRef(0);
  drawn.current++;
  const { variables, isReady } = useSettledVariables(NAMES[name]);
  const value = String(variables.get(name)?.value);
  return <output aria-label={name}>{isReady ? `${value} ${drawn.current}` : 'waits'}</output>;
}

function Chooser() {
  const choose = useChoose();
  return (
    <>
      <button type="button" onClick={() => choose(A, ['y'])}>
        y
      </button>
      <button type="button" onClick={() => choose(B, ['$__all', 'q'])}>
        q
      </button>
    </>
  );
}

const Content = [<Shown key="a" name="a" />, <Shown key="b" name="b" />, <Chooser key="c" />];

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TimeProvider>
        <VariablesProvider variables={VARIABLES}>{Content}</VariablesProvider>
      </TimeProvider>
    </QueryClientProvider>,
  );

const textOf = (name: string) => screen.getByLabelText(name).textContent;

describe('variables on a page', () => {
  afterEach(() => {
    cleanup();
    navigate('/');
  });

  it('draws again only what uses a changed one, and keeps it in the URL', async () => {
    show();
    await waitFor(() => expect(textOf('a')).toMatch(/^x /));
    await waitFor(() => expect(textOf('b')).toMatch(/^p,q /));
    const before = textOf('b');
    act(() => screen.getByText('y').click());
    await waitFor(() => expect(textOf('a')).toMatch(/^y /));
    expect(textOf('b')).toBe(before);
    expect(window.location.search).toBe('?var-a=y');
  });

  it('one beside "All" takes its place', async () => {
    show();
    await waitFor(() => expect(textOf('b')).toMatch(/^p,q /));
    act(() => screen.getByText('q').click());
    await waitFor(() => expect(textOf('b')).toMatch(/^q /));
    expect(window.location.search).toBe('?var-b=q');
  });

  it('follows the URL, also back to what the dashboard has', async () => {
    show();
    await waitFor(() => expect(textOf('a')).toMatch(/^x /));
    act(() => navigate('/?var-a=y'));
    await waitFor(() => expect(textOf('a')).toMatch(/^y /));
    act(() => navigate('/'));
    await waitFor(() => expect(textOf('a')).toMatch(/^x /));
  });
});
