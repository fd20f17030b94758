import type { ScopedVars } from '@grafana/data';
import type { ComponentType } from 'react';
import type { Layout } from '../model/layout';

/** A layout, and what it is drawn with. */
export interface LayoutProps<L extends Layout = Layout> {
  readonly layout: L;
  /** Of the repeated rows and tabs around it. */
  readonly scopedVars: ScopedVars;
  /** Added to the keys of panels in the copy of a row. */
  readonly suffix: string;
  /** Where in the dashboard it is, for what the URL keeps of it. */
  readonly path?: string;
}

/** A layout of layouts: `Inner` draws those. */
export interface OuterLayoutProps<L extends Layout> extends LayoutProps<L> {
  readonly Inner: ComponentType<LayoutProps>;
}
