import { useMemo } from 'react';
import type { HideFrom } from './options/graph-field';
import { useVisibility, type Visibility } from './use-visibility';

interface NamedSeries {
  readonly name: string;
  readonly config: { readonly hideFrom: HideFrom };
}

interface SeriesVisibility {
  readonly names: readonly string[];
  readonly visibility: Visibility;
  /** By series; the same array as long as nothing changes. */
  readonly isHidden: readonly boolean[];
}

/** Which series are drawn: by their fields (`hideFrom`), and by what is chosen in the legend. */
export function useSeriesVisibility(series: readonly NamedSeries[]): SeriesVisibility {
  const names = useMemo(() => series.map(({ name }) => name), [series]);
  const hiddenByField = useMemo(
    () => new Set(series.filter(({ config }) => config.hideFrom.viz).map(({ name }) => name)),
    [series],
  );
  const visibility = useVisibility(names, hiddenByField);
  const key = names.map((name) => (visibility.isHidden(name) ? 1 : 0)).join('');
  const isHidden = useMemo(() => [...key].map((mark) => mark === '1'), [key]);
  return { names, visibility, isHidden };
}
