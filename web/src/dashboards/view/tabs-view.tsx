import { useMemo } from 'react';
import { useUrlState } from '../../app/url-state';
import { Tabs } from '../../controls/tabs';
import { replacerOf } from '../../variables/interpolate';
import { useSettledVariables } from '../../variables/variables-context';
import type { TabsLayout } from '../model/layout';
import { rowSuffix } from './find-place';
import type { OuterLayoutProps } from './layout-props';
import { clonesOf } from './repeats';
import { useLayoutContext } from './use-layout-context';
import { namesIn } from './use-text';

/** One of several layouts at a time; which, stands in the URL (`dtab`, as Grafana names it). */
export function TabsView({ layout, scopedVars, suffix, path = '', Inner }: OuterLayoutProps<TabsLayout>) {
  const { values, isShown } = useLayoutContext();
  const { search, update } = useUrlState();
  const names = useMemo(() => namesIn(layout.tabs.map(({ title }) => title)), [layout]);
  const { variables } = useSettledVariables(names);
  const parameter = path === '' ? 'dtab' : `dtab-${path}`;
  const tabs = layout.tabs.flatMap((tab, at) => {
    if (!isShown(tab.condition)) return [];
    return (clonesOf(tab.repeat, values) ?? [undefined]).map((clone) => {
      const own = clone === undefined ? scopedVars : { ...scopedVars, ...clone.scopedVars };
      const title = replacerOf({ variables, scopedVars: own })(tab.title, undefined, 'text') || `Tab ${at + 1}`;
      return {
        id: `${at}${clone?.suffix ?? ''}`,
        title,
        content: (
          <Inner
            layout={tab.layout}
            scopedVars={own}
            suffix={`${rowSuffix(clone?.suffix)}${suffix}`}
            path={`${path}${at}.`}
          />
        ),
      };
    });
  });
  const chosen = search.get(parameter);
  const value = tabs.find(({ id, title }) => id === chosen || title === chosen)?.id ?? tabs[0]?.id ?? '';
  return (
    <Tabs label="Parts of the dashboard" tabs={tabs} value={value} onChange={(id) => update({ [parameter]: id })} />
  );
}
