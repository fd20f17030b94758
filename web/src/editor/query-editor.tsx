import { lazy, Suspense } from 'react';
import { Skeleton } from '../controls/notice';
import type { CodeEditorProps } from './code-editor';

const CodeEditor = lazy(() => import('./code-editor'));

/** The editor in a chunk of its own: pages that show charts only do not load it. */
export function QueryEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={32} />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
