import { expect, it } from 'vitest';
import { jaroWinkler } from './jaro-winkler.js';

it.each([
  ['martha', 'marhta', 0.9611111111],
  ['dixon', 'dicksonx', 0.8133333333],
  ['http_reqests', 'http_requests_total', 0.9263157895],
  ['http_reqests', 'http.server.duration', 0.8066666667],
  ['same', 'same', 1],
  ['', 'x', 0],
  ['abc', 'xyz', 0],
])('%j and %j', (a, b, score) => expect(jaroWinkler(a, b)).toBeCloseTo(score, 9));
