import type { StandardEditorProps } from '@grafana/data';
import { type ComponentType, lazy, Suspense } from 'react';

// biome-ignore lint/suspicious/noExplicitAny: each editor has a value of its own; the registries of @grafana/data know none
type AnyEditor = ComponentType<StandardEditorProps<any, any>>;

type Load = () => Promise<{ default: AnyEditor }>;

/** The editors of options by the ids that @grafana/data asks for; each is `panels/editors/<id>.tsx`, fetched when it is first shown. */
const LOADERS = {
  actions: () => import('./actions'),
  boolean: () => import('./boolean'),
  color: () => import('./color'),
  'dashboard-uid': () => import('./dashboard-uid'),
  'field-name': () => import('./field-name'),
  fieldColor: () => import('./field-color'),
  links: () => import('./links'),
  mappings: () => import('./mappings'),
  'multi-select': () => import('./multi-select'),
  number: () => import('./number'),
  radio: () => import('./radio'),
  select: () => import('./select'),
  slider: () => import('./slider'),
  'stats-picker': () => import('./stats-picker'),
  strings: () => import('./strings'),
  text: () => import('./text'),
  thresholds: () => import('./thresholds'),
  timezone: () => import('./timezone'),
  unit: () => import('./unit'),
} satisfies Record<string, Load>;

export type EditorId = keyof typeof LOADERS;

function shownWhenLoaded(load: Load): AnyEditor {
  const Editor = lazy(load);
  return function OptionEditor(props) {
    return (
      <Suspense fallback={null}>
        <Editor {...props} />
      </Suspense>
    );
  };
}

export const EDITORS = Object.fromEntries(
  Object.entries(LOADERS).map(([id, load]) => [id, shownWhenLoaded(load as Load)]),
) as Readonly<Record<EditorId, AnyEditor>>;
