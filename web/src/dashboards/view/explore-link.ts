import type { InterpolateFunction, TimeRange } from '@grafana/data';
import { linkToExplore } from '../../app/links';
import type { SourceType } from '../../data/source';
import type { PanelTarget } from '../../panels/run-panel';
import { rangeTexts } from '../../time/time-range';
import { fillQuery } from '../../variables/fill-query';
import type { Panel } from '../model/dashboard';
import { typeOf } from './panel-targets';

interface Place {
  readonly signal: 'metrics' | 'logs' | 'traces';
  readonly text: (target: PanelTarget) => unknown;
}

/** Where the queries of a data source are explored. */
const PLACES: Readonly<Partial<Record<SourceType, Place>>> = {
  prometheus: { signal: 'metrics', text: ({ expr }) => expr },
  loki: { signal: 'logs', text: ({ expr }) => expr },
  tempo: { signal: 'traces', text: ({ query }) => query },
};

/** Explore with the queries of a panel, and its time; undefined where they cannot be explored. */
export function exploreLink(panel: Panel, replace: InterpolateFunction, range: TimeRange): string | undefined {
  const shown = (panel.targets ?? []).filter(({ hide }) => hide !== true);
  const type = shown[0] === undefined ? undefined : typeOf(shown[0].datasource ?? panel.datasource);
  const place = type === undefined ? undefined : PLACES[type];
  if (type === undefined || place === undefined) return undefined;
  const queries = shown
    .filter((target) => typeOf(target.datasource ?? panel.datasource) === type)
    .map((target) => place.text(target))
    .filter((text): text is string => typeof text === 'string' && text !== '')
    .map((text) => fillQuery(text, type, replace));
  if (queries.length === 0) return undefined;
  return linkToExplore(place.signal, place.signal === 'metrics' ? queries : queries[0]!, rangeTexts(range));
}
