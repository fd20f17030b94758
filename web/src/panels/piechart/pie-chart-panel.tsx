import { type PanelProps, textUtil } from '@grafana/data';
import { type MouseEvent, useMemo, useState } from 'react';
import { ChartFigure, NoChart } from '../../charts/chart-figure';
import { type Hover, HoverStore } from '../../charts/hover-store';
import { Legend } from '../../charts/legend';
import type { LegendItem } from '../../charts/legend-button';
import type { HideFrom } from '../../charts/options/graph-field';
import { isLegendShown } from '../../charts/options/viz-options';
import { ChartTooltip, type TooltipContent } from '../../charts/tooltip';
import { unique } from '../../charts/unique-names';
import { useVisibility } from '../../charts/use-visibility';
import { useSize } from '../../controls/use-size';
import { usePick } from '../panel-environment';
import { type FieldValue, pickOf, summaryOf, useFieldValues } from '../single-value/field-values';
import type { PieOptions } from './options';
import { Pie } from './pie';
import styles from './pie.module.css';
import { type Slice, slicesOf, sortedValues } from './slices';

/** Columns of the legend. */
const LEGEND_TITLES: Readonly<Record<string, string>> = { percent: 'Percent', value: 'Value' };

/** The panel "pie chart": what each value has of the whole. */
export function PieChartPanel(props: PanelProps<PieOptions>) {
  const { options, width, height, title, fieldConfig } = props;
  const found = useFieldValues(props);
  const values = useMemo(() => named(found.filter((value) => !value.isNone)), [found]);
  const names = useMemo(() => values.map((value) => value.title), [values]);
  const hiddenByField = useMemo(
    () => new Set(values.filter((value) => hides(value, 'viz')).map((value) => value.title)),
    [values],
  );
  const visibility = useVisibility(names, hiddenByField);
  const slices = useMemo(
    () => slicesOf(values, options.sort, visibility.isHidden),
    [values, options.sort, visibility.isHidden],
  );
  const [store] = useState(() => new HoverStore());
  const [pointed, setPointed] = useState<string>();
  const [box, room] = useSize();
  const pick = usePick();
  if (values.length === 0)
    return <NoChart width={width} height={height} text={fieldConfig.defaults.noValue || 'No data'} />;

  const choose = (slice: Slice, { clientX, clientY }: MouseEvent) => {
    const index = slices.indexOf(slice);
    const picked = pickOf(slice.value);
    if (pick && picked && !slice.value.hasLinks) pick(picked);
    else store.set({ row: index, rows: [], series: index, x: clientX, y: clientY, isPinned: true, isRemote: false });
  };
  const hasLegend = isLegendShown(options.legend);
  const size = Math.max(16, Math.min(room?.width || width, room?.height || height) - 4);
  return (
    <ChartFigure
      title={title}
      width={width}
      height={height}
      series={summaryOf(values)}
      kind="slices"
      legendOptions={options.legend}
      legend={
        hasLegend && (
          <Legend
            items={legendItems(sortedValues(values, options.sort), slices, options)}
            options={{
              ...options.legend,
              calcs: (options.legend.values ?? []).map((kind) => LEGEND_TITLES[kind] ?? kind),
            }}
            visibility={visibility}
            onPoint={setPointed}
          />
        )
      }
    >
      <div ref={box} className={styles.room}>
        <Pie
          slices={slices}
          size={size}
          isDonut={options.pieType === 'donut'}
          labels={options.displayLabels ?? []}
          store={store}
          pointed={pointed}
          onChoose={choose}
        />
        <Texts slices={slices} />
      </div>
      <ChartTooltip store={store} options={options.tooltip ?? {}} content={(hover) => tooltip(hover, slices)} />
    </ChartFigure>
  );
}

/** The slices for who cannot see them. */
const Texts = ({ slices }: { slices: readonly Slice[] }) => (
  <ul className="visually-hidden">
    {slices.slice(0, 100).map(({ name, value, percentText }) => (
      <li key={name}>
        {name} {value.text} ({percentText})
      </li>
    ))}
  </ul>
);

/** Values of one name are told apart, so that the legend chooses one of them. */
function named(values: readonly FieldValue[]): FieldValue[] {
  const names = unique(values.map(({ title }) => title));
  return values.map((value, i) => ({ ...value, title: names[i]! }));
}

const hides = ({ field }: FieldValue, from: keyof HideFrom): boolean =>
  (field.custom as { hideFrom?: HideFrom } | undefined)?.hideFrom?.[from] === true;

function legendItems(values: readonly FieldValue[], slices: readonly Slice[], { legend }: PieOptions): LegendItem[] {
  const byName = new Map(slices.map((slice) => [slice.name, slice]));
  const kinds = legend.values ?? [];
  return values
    .filter((value) => !hides(value, 'legend'))
    .map((value) => ({
      name: value.title,
      color: value.display.color ?? '',
      mark: 'box',
      values: () =>
        kinds.map((id) => {
          const slice = byName.get(value.title);
          const title = LEGEND_TITLES[id] ?? id;
          return id === 'percent'
            ? { id, title, text: slice?.percentText ?? '', numeric: slice?.share ?? Number.NaN }
            : { id, title, text: value.text, numeric: value.display.numeric };
        }),
    }));
}

function tooltip({ row }: Hover, slices: readonly Slice[]): TooltipContent | undefined {
  const near = row === undefined ? undefined : slices[row];
  if (near === undefined) return undefined;
  return {
    title: near.name,
    rows: slices
      .filter(({ value }) => !hides(value, 'tooltip'))
      .map((slice) => ({
        name: slice.name,
        color: slice.color,
        text: `${slice.value.text} (${slice.percentText})`,
        numeric: slice.value.display.numeric,
        isNear: slice === near,
      })),
    links: () =>
      (near.value.hasLinks ? (near.value.getLinks?.() ?? []) : []).map(({ title, href, target }) => ({
        title: title || href,
        href: textUtil.sanitizeUrl(href),
        ...(target && { target }),
      })),
  };
}
