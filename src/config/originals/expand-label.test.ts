import { expect, test } from 'vitest';
import { expandLabel } from './expand-label.js';

test.each([
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how the variable is written
  ['host=${HOST}-$ZONE', 'host=h-z'],
  ['a=$UNSET.b', 'a=.b'],
  ['price=$$5', 'price=$5'],
  ['a=b', 'a=b'],
])('%s is %s', (text, expanded) => expect(expandLabel(text, { HOST: 'h', ZONE: 'z' })).toBe(expanded));
