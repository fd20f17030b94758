import type { ReactNode } from 'react';
import { Failure, Skeleton } from '../controls/notice';

interface LoadedProps<T> {
  readonly answer: { readonly data: T | undefined; readonly error: Error | null };
  /** px, until it is there. */
  readonly height?: number;
  readonly children: (data: T) => ReactNode;
}

/** What was asked; until then its place, and what went wrong. Older figures stay in sight when a refresh fails. */
export function Loaded<T>({ answer: { data, error }, height = 200, children }: LoadedProps<T>) {
  if (data !== undefined) return children(data);
  return error === null ? <Skeleton height={height} /> : <Failure error={error} />;
}
