import type { Static } from '../../model/static.js';

/** Equal for equal values of one type. */
export const groupKey = (value: Static): string =>
  value.type === 'nil'
    ? ''
    : value.type === 'array'
      ? `array ${value.values.map(groupKey).join('\u0000')}`
      : `${value.type} ${value.value}`;
