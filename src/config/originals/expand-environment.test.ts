// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the text under test
import { expect, it } from 'vitest';
import { expandEnvironment } from './expand-environment.js';

const environment = { NAME: 'value', EMPTY: '' };

it.each([
  ['a: ${NAME}', 'a: value'],
  ['a: ${MISSING}', 'a: '],
  ['a: ${MISSING:-other}', 'a: other'],
  ['a: ${MISSING:other}', 'a: other'],
  ['a: ${EMPTY:-other}', 'a: other'],
  ['a: ${NAME:-other}${NAME}', 'a: valuevalue'],
  ['a: $${NAME}', 'a: ${NAME}'],
  ['a: $NAME and $1 and ${1}', 'a: $NAME and $1 and ${1}'],
  ['url: http://${MISSING:-host:80}/', 'url: http://host:80/'],
])('%s becomes %s', (text, expanded) => {
  expect(expandEnvironment(text, environment)).toBe(expanded);
});
