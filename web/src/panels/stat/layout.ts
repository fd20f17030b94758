import { fittingSize, LINE_HEIGHT, textWidth } from '../single-value/text-size';
import type { StatOptions } from './options';

export interface StatTexts {
  /** `''`: not shown. */
  readonly name: string;
  readonly value: string;
  readonly percent: string;
}

export interface StatLayout {
  /** The name at the left and the value at the right, instead of one above the other. */
  readonly isWide: boolean;
  /** CSS px. */
  readonly nameSize: number;
  readonly valueSize: number;
  readonly percentSize: number;
  /** Of the course below; 0 where there is none or no room. */
  readonly graphHeight: number;
}

interface StatRoom {
  /** CSS px, without padding. */
  readonly width: number;
  readonly height: number;
  readonly hasGraph: boolean;
  readonly options: Pick<StatOptions, 'text' | 'wideLayout'>;
}

/** Width to height from which name and value stand beside each other. */
const WIDE_FROM = 3;
/** Below this there is no room for a course, px. */
const LEAST_WITH_GRAPH = 56;
const MOST_NAME = 20;
const MOST_VALUE = 120;

/** Sizes of texts that fit the room. `texts` are the widest of all values, so that all have one size. */
export function statLayout(texts: StatTexts, { width, height, hasGraph, options }: StatRoom): StatLayout {
  const { titleSize, valueSize, percentSize } = options.text ?? {};
  const isWide = options.wideLayout && texts.name !== '' && texts.value !== '' && width / height > WIDE_FROM;
  const graphHeight = hasGraph && height >= LEAST_WITH_GRAPH ? Math.floor(height * (isWide ? 0.4 : 0.35)) : 0;
  const room = Math.max(12, height - graphHeight * 0.6);
  if (isWide) {
    const name = Math.min(
      titleSize ?? fittingSize(texts.name, { width: width * 0.45, height: room * 0.6, most: MOST_NAME }),
      100,
    );
    const left = width - textWidth(texts.name) * name - 16;
    const value =
      valueSize ?? fittingSize(texts.value, { width: Math.max(40, left), height: room * 0.8, most: MOST_VALUE });
    return { isWide, nameSize: name, valueSize: value, percentSize: percentSize ?? sizeOfPercent(value), graphHeight };
  }
  const nameRoom = texts.name === '' ? 0 : texts.value === '' ? room : room * 0.3;
  const nameSize =
    titleSize ??
    fittingSize(texts.name, { width, height: nameRoom, most: texts.value === '' ? MOST_VALUE : MOST_NAME, least: 11 });
  const percentShare = texts.percent === '' ? 1 : 0.7;
  const valueRoom = Math.max(14, (room - (texts.name === '' ? 0 : nameSize * LINE_HEIGHT)) * percentShare * 0.9);
  const value = valueSize ?? fittingSize(texts.value, { width: width * 0.96, height: valueRoom, most: MOST_VALUE });
  return { isWide, nameSize, valueSize: value, percentSize: percentSize ?? sizeOfPercent(value), graphHeight };
}

const sizeOfPercent = (value: number): number => Math.min(28, Math.max(10, Math.round(value * 0.4)));
