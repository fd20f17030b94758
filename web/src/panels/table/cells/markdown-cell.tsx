import { lazy, Suspense } from 'react';
import type { CellProps } from './cell';

const RichText = lazy(() => import('../../text/rich-text'));

export const MarkdownCell = ({ text }: CellProps) => (
  <Suspense fallback={text}>
    <RichText text={text} kind="markdown" />
  </Suspense>
);
