import { useMemo } from 'react';
import { SERIES_PALETTE } from '../theme/series-palette';
import { type Mode, useMode } from '../theme/theme';

/** The colours of services in the order in which they are given, so that neighbours differ. */
function serviceColors(services: Iterable<string>, mode: Mode): ReadonlyMap<string, string> {
  const palette = SERIES_PALETTE[mode];
  const colors = new Map<string, string>();
  for (const service of services) {
    if (!colors.has(service)) colors.set(service, palette[colors.size % palette.length]!);
  }
  return colors;
}

/** Services in the order in which the trace reaches them. */
export function useServiceColors(spans: readonly { readonly service: string }[]): ReadonlyMap<string, string> {
  const mode = useMode();
  return useMemo(() => serviceColors(new Set(spans.map(({ service }) => service)), mode), [spans, mode]);
}
