/** The `__error__` of lines that are no JSON. */
export const JSON_ERROR = 'JSONParserErr';

/** What is wrong with a line, in the words of Loki's `__error_details__`. */
export const JSON_FAILURES = {
  malformed: 'Malformed JSON error',
  string: `Value is string, but can't find closing '"' symbol`,
  array: "Value is array, but can't find closing ']' symbol",
  object: "Value looks like object, but can't find closing '}' symbol",
  value: 'Unknown value type',
  escape: 'Encountered an invalid escape sequence in a string',
  notPacked: 'expecting json object(6), but it is not',
} as const;
