import type { ComponentType } from 'react';
import { PAGE_TABLE } from './page-table';

type LoadPage = () => Promise<{ readonly default: ComponentType }>;

const CODE = import.meta.glob<{ default: ComponentType }>(['../*/**/*-page.tsx', '!../time/**']);

/** The pages by path, each in a chunk of its own. */
export const PAGES: readonly (readonly [path: string, load: LoadPage])[] = Object.entries(PAGE_TABLE).map(
  ([path, { module }]) => [path, CODE[`../${module}`]!],
);
