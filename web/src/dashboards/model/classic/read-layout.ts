import type { Panel } from '../dashboard';
import { type Json, numberOf, objectOf, objectsOf, textOf, without } from '../json';
import type { GridItem, GridLayout, Layout, Repeat, Row } from '../layout';

/** Of panels without a place: three in a line, as numbers alone need less room. */
const SMALL = { width: 8, height: 5 };
const LARGE = { width: 12, height: 8 };
const SMALL_TYPES: ReadonlySet<string> = new Set(['stat', 'singlestat', 'gauge', 'bargauge', 'text']);
const COLUMNS = 24;

/** What stands in the layout rather than in the panel. */
const OF_ITEM = ['gridPos', 'repeat', 'repeatDirection', 'maxPerRow'];
const OF_ROW = ['title', 'collapsed', 'panels', 'repeat', 'gridPos', 'type'];

interface Section {
  readonly row: Json | undefined;
  readonly top: number;
  readonly panels: Json[];
}

/**
 * The list of panels as a grid; where there are rows, as rows with a grid each: what stands before the first row is one
 * without a header. Panels get names by their ids, and ids where they have none or one that is taken.
 */
export function readLayout(list: readonly Json[]): { panels: Readonly<Record<string, Panel>>; layout: Layout } {
  const naming = new Naming(list);
  const sections = sectionsOf(list);
  const read = sections.map((section) => ({ section, layout: gridOf(section, naming) }));
  if (!sections.some(({ row }) => row !== undefined)) {
    return { panels: naming.panels, layout: read[0]?.layout ?? { kind: 'grid', items: [] } };
  }
  const rows = read
    .filter(({ section, layout }) => section.row !== undefined || layout.items.length > 0)
    .map(({ section, layout }) => rowOf(section.row, layout));
  return { panels: naming.panels, layout: { kind: 'rows', rows } };
}

/** In the order of their places: a row owns what follows until the next. */
function sectionsOf(list: readonly Json[]): Section[] {
  const sections: Section[] = [{ row: undefined, top: 0, panels: [] }];
  for (const panel of [...list].sort((a, b) => topOf(a) - topOf(b) || leftOf(a) - leftOf(b))) {
    if (panel.type !== 'row') sections.at(-1)!.panels.push(panel);
    else sections.push({ row: panel, top: topOf(panel) + 1, panels: [...objectsOf(panel.panels)] });
  }
  return sections;
}

const positionOf = (panel: Json): Json => objectOf(panel.gridPos);
const topOf = (panel: Json): number => numberOf(positionOf(panel).y) ?? 0;
const leftOf = (panel: Json): number => numberOf(positionOf(panel).x) ?? 0;

function rowOf(row: Json | undefined, layout: GridLayout): Row {
  const repeat = row === undefined ? undefined : repeatOf(row);
  return {
    title: textOf(row?.title),
    isCollapsed: row?.collapsed === true,
    hidesHeader: row === undefined,
    fillScreen: false,
    ...(repeat && { repeat }),
    layout,
    ...(row && { rest: without(row, OF_ROW) }),
  };
}

function gridOf({ panels, top }: Section, naming: Naming): GridLayout {
  const places = new Flow();
  const items = panels.map((panel): GridItem => {
    const { x, y, w, h } = positionOf(panel);
    const given = numberOf(w) !== undefined && numberOf(h) !== undefined;
    const place = given
      ? { x: numberOf(x) ?? 0, y: (numberOf(y) ?? 0) - top, width: numberOf(w)!, height: numberOf(h)! }
      : places.next(textOf(panel.type));
    if (given) places.keepBelow(place.y + place.height);
    const repeat = repeatOf(panel);
    const rest = without(positionOf(panel), ['x', 'y', 'w', 'h']);
    return {
      panel: naming.take(panel),
      ...place,
      ...(repeat && { repeat }),
      ...(Object.keys(rest).length > 0 && { rest }),
    };
  });
  return { kind: 'grid', items };
}

function repeatOf({ repeat, repeatDirection, maxPerRow }: Json): Repeat | undefined {
  if (typeof repeat !== 'string' || repeat === '') return undefined;
  const most = numberOf(maxPerRow);
  return {
    variable: repeat,
    ...((repeatDirection === 'h' || repeatDirection === 'v') && { direction: repeatDirection }),
    ...(most !== undefined && { maxPerRow: most }),
  };
}

/** Places for panels that have none: from left to right, line by line. */
class Flow {
  private x = 0;
  private y = 0;
  private lineHeight = 0;

  next(type: string): { x: number; y: number; width: number; height: number } {
    const { width, height } = SMALL_TYPES.has(type) ? SMALL : LARGE;
    if (this.x + width > COLUMNS) this.keepBelow(this.y + this.lineHeight);
    const place = { x: this.x, y: this.y, width, height };
    this.x += width;
    this.lineHeight = Math.max(this.lineHeight, height);
    return place;
  }

  keepBelow(y: number): void {
    this.y = Math.max(this.y, y);
    this.x = 0;
    this.lineHeight = 0;
  }
}

class Naming {
  readonly panels: Record<string, Panel> = {};
  private readonly taken = new Set<number>();
  private next: number;

  constructor(list: readonly Json[]) {
    const ids = list.flatMap((panel) => [panel, ...objectsOf(panel.panels)]).map(({ id }) => numberOf(id) ?? 0);
    this.next = Math.max(0, ...ids) + 1;
  }

  take(json: Json): string {
    const given = numberOf(json.id);
    const id = given !== undefined && given > 0 && !this.taken.has(given) ? given : this.next++;
    this.taken.add(id);
    const name = `panel-${id}`;
    const panel = without(json, repeatOf(json) === undefined ? ['gridPos'] : OF_ITEM);
    this.panels[name] = { ...panel, id, type: textOf(json.type), title: textOf(json.title) } as Panel;
    return name;
  }
}
