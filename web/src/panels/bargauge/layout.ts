import { fittingSize, LINE_HEIGHT, textWidth } from '../single-value/text-size';
import type { BarGaugeOptions } from './options';

/** Where the name, the bar and the value of one cell stand, CSS px. */
export interface BarLayout {
  readonly isVertical: boolean;
  /** Of the name: at the left, above, or below (of upright bars). */
  readonly namePlace: 'left' | 'top' | 'bottom' | 'none';
  readonly nameSize: number;
  /** Width of a name at the left, height of one above or below. */
  readonly nameRoom: number;
  readonly valueSize: number;
  /** Width of the value beside a lying bar, height of that above an upright one; 0 where it is hidden. */
  readonly valueRoom: number;
  readonly barLength: number;
  readonly barThickness: number;
}

interface BarRoom {
  readonly width: number;
  readonly height: number;
  readonly isVertical: boolean;
  readonly options: Pick<BarGaugeOptions, 'namePlacement' | 'valueMode' | 'text'>;
  /** The widest of all cells, so that bars have one length. */
  readonly name: string;
  readonly value: string;
}

/** Lower cells have their names at the left, px. */
const TOP_FROM = 40;
const MOST_NAME = 16;
const MOST_VALUE = 48;
const GAP = 8;

export function barLayout(room: BarRoom): BarLayout {
  return room.isVertical ? upright(room) : lying(room);
}

function lying({ width, height, options, name, value }: BarRoom): BarLayout {
  const { titleSize, valueSize } = options.text ?? {};
  const isHidden = name === '' || options.namePlacement === 'hidden';
  const auto = height < TOP_FROM ? 'left' : 'top';
  const namePlace = isHidden
    ? 'none'
    : options.namePlacement === 'auto'
      ? auto
      : (options.namePlacement as 'left' | 'top');
  const nameSize =
    titleSize ??
    (namePlace === 'left'
      ? fittingSize(name, { width: width * 0.4, height: Math.max(16, height * 0.8), most: MOST_NAME, least: 11 })
      : Math.min(MOST_NAME, Math.max(11, Math.floor(height * 0.3))));
  const nameRoom =
    namePlace === 'left'
      ? Math.min(width * 0.4, Math.ceil(textWidth(name) * nameSize) + GAP)
      : namePlace === 'top'
        ? Math.ceil(nameSize * LINE_HEIGHT)
        : 0;
  const barThickness = Math.max(4, height - (namePlace === 'top' ? nameRoom : 0));
  const left = width - (namePlace === 'left' ? nameRoom : 0);
  const size =
    valueSize ?? fittingSize(value, { width: left * 0.35, height: barThickness * 0.9, most: MOST_VALUE, least: 11 });
  const valueRoom = options.valueMode === 'hidden' ? 0 : Math.min(left * 0.6, Math.ceil(textWidth(value) * size) + GAP);
  return {
    isVertical: false,
    namePlace,
    nameSize,
    nameRoom,
    valueSize: size,
    valueRoom,
    barLength: Math.max(8, left - valueRoom),
    barThickness,
  };
}

function upright({ width, height, options, name, value }: BarRoom): BarLayout {
  const { titleSize, valueSize } = options.text ?? {};
  const isHidden = name === '' || options.namePlacement === 'hidden';
  const nameSize =
    titleSize ?? fittingSize(name, { width, height: Math.max(16, height * 0.15), most: MOST_NAME, least: 10 });
  const nameRoom = isHidden ? 0 : Math.ceil(nameSize * LINE_HEIGHT) + 2;
  const size =
    valueSize ?? fittingSize(value, { width, height: Math.max(16, height * 0.2), most: MOST_VALUE, least: 10 });
  const valueRoom = options.valueMode === 'hidden' ? 0 : Math.ceil(size * LINE_HEIGHT) + 2;
  return {
    isVertical: true,
    namePlace: isHidden ? 'none' : 'bottom',
    nameSize,
    nameRoom,
    valueSize: size,
    valueRoom,
    barLength: Math.max(8, height - nameRoom - valueRoom),
    barThickness: width,
  };
}
