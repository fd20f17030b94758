import { describe, expect, it } from 'vitest';
import { emptyHistogram } from './native-histogram.js';
import { textFloat } from './text-float.js';
import { negotiateText, type TextSample, textFormat } from './text-format.js';

it.each([
  [7, '7'],
  [-3.25, '-3.25'],
  [100000, '100000'],
  [1e6, '1e+06'],
  [1795237837, '1.795237837e+09'],
  [0.00096659, '0.00096659'],
  [0.000012, '1.2e-05'],
  [1e100, '1e+100'],
  [-0, '-0'],
  [Infinity, '+Inf'],
  [-Infinity, '-Inf'],
  [Number.NaN, 'NaN'],
])('textFloat(%d) is %s', (value, text) => expect(textFloat(value)).toBe(text));

const sample = (labels: string[], value: TextSample['value'] = 1): TextSample => ({ labels, ms: 1000, value });

describe('textFormat', () => {
  it.each<[string, TextSample[], string]>([
    [
      'names its type once',
      [
        sample(['__name__', 'up', 'instance', 'a', 'job', 'b']),
        sample(['__name__', 'up', 'instance', 'c'], Number.NaN),
      ],
      '# TYPE up untyped\nup{instance="a",job="b"} 1 1000\nup{instance="c"} NaN 1000\n',
    ],
    [
      'adds an empty instance, and escapes values',
      [sample(['__name__', 'm', 'path', 'q"x\ny\\z'])],
      '# TYPE m untyped\nm{path="q\\"x\\ny\\\\z",instance=""} 1 1000\n',
    ],
    [
      'writes underscores for other characters',
      [sample(['__name__', '0conf.utf8', 'a.b', 'c', 'instance', 'i'])],
      '# TYPE _conf_utf8 untyped\n_conf_utf8{a_b="c",instance="i"} 1 1000\n',
    ],
    ['leaves out what has no name', [sample(['a', '__name__'])], ''],
    [
      'writes count and sum of a native histogram',
      [sample(['__name__', 'h', 'instance', 'i'], { ...emptyHistogram(true), count: 3, sum: 4.5 })],
      '# TYPE h histogram\nh_bucket{instance="i",le="+Inf"} 3 1000\nh_sum{instance="i"} 4.5 1000\nh_count{instance="i"} 3 1000\n',
    ],
  ])('%s', (_what, samples, text) => expect([...textFormat(samples, 'underscores')].join('')).toBe(text));

  it('quotes names for who asks for it', () => {
    const { escaping, contentType } = negotiateText('text/plain;version=1.0.0;escaping=allow-utf-8;q=0.5,*/*;q=0.1');
    expect(contentType).toBe('text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8');
    const text = [...textFormat([sample(['__name__', 'a.b', 'c.d', 'e', 'instance', ''])], escaping)].join('');
    expect(text).toBe('# TYPE "a.b" untyped\n{"a.b","c.d"="e",instance=""} 1 1000\n');
  });
});
