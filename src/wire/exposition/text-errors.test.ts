import { describe, expect, it } from 'vitest';
import { labelsToObject } from '../../model/labels.js';
import { openExposition } from './open-exposition.js';

const OPTIONS = { nativeHistograms: true, classicHistograms: false };

function readAll(contentType: string, page: string | Buffer): [Record<string, string>, number, number | undefined][] {
  const reader = openExposition(contentType, Buffer.from(page as string), OPTIONS);
  const samples: [Record<string, string>, number, number | undefined][] = [];
  while (reader.next()) samples.push([labelsToObject(reader.labels()), reader.value, reader.ms]);
  return samples;
}

const readText = (page: string | Buffer) => readAll('text/plain', page);
const readOpenMetrics = (page: string | Buffer) => readAll('application/openmetrics-text', page);

describe('text', () => {
  it.each<[string | Buffer, string]>([
    ['a', 'line 1: expected a value behind the series, got the end while parsing "a"'],
    ['ok 1\na\n', 'line 2: expected a value behind the series, got "\\n" while parsing "a\\n"'],
    ["a{b='c'} 1\n", 'line 1: expected a label value in double quotes, got "\'" while parsing "a{b=\'"'],
    ['a{b=\n', 'line 1: expected a label value in double quotes, got "\\n" while parsing "a{b=\\n"'],
    ['a{b="c', 'line 1: a label value is not closed: "\\"c"'],
    ['a{b="c" 1\n', 'line 1: expected a label name or a closing brace, got "1" while parsing "a{b=\\"c\\" 1"'],
    ['a{b} 1\n', 'line 1: expected an equals sign behind the label name, got "}" while parsing "a{b}"'],
    ['a{=""} 0', 'line 1: expected a label name or a closing brace, got "=" while parsing "a{="'],
    ['a{,} 0', 'line 1: expected a label name or a closing brace, got "," while parsing "a{,"'],
    ['a{b="1",,} 0', 'line 1: expected a label name or a closing brace, got "," while parsing "a{b=\\"1\\",,"'],
    ['a{1b="c"} 1', 'line 1: expected a label name or a closing brace, got "1" while parsing "a{1"'],
    ['a{b="1",b="2"} 1', 'line 1: label name "b" is not unique while parsing "a{b=\\"1\\",b=\\"2\\"}"'],
    ['a{__name__="b"} 1', 'line 1: label name "__name__" is not unique while parsing "a{__name__=\\"b\\"}"'],
    ['a{""="b"} 1', 'line 1: a label name is empty while parsing "a{\\"\\"=\\"b\\"}"'],
    ['{b="c"} 1', 'line 1: the metric name is not set while parsing "{b=\\"c\\"}"'],
    ['{"a","b"} 1', 'line 1: the metric name is already set while parsing "{\\"a\\",\\"b\\""'],
    ['a{"b"} 1', 'line 1: the metric name is already set while parsing "a{\\"b\\"}"'],
    [Buffer.from('a{b="\xff"} 1', 'latin1'), 'line 1: a label value is not UTF-8: "\\"\ufffd\\""'],
    [Buffer.from('{"\xff"} 1', 'latin1'), 'line 1: a label name is not UTF-8: "\\"\ufffd\\""'],
    [Buffer.from('# HELP a \xff\n', 'latin1'), 'line 1: the help text is not UTF-8: "\ufffd"'],
    ['1a 1\n', 'line 1: expected the start of a series, got "1" while parsing "1"'],
    ['\0\n', 'line 1: expected the start of a series, got "\\u0000" while parsing "\\u0000"'],
    ['a true', 'line 1: strconv.ParseFloat: parsing "true": invalid syntax while parsing "a true"'],
    ['a 1\r\n', 'line 1: strconv.ParseFloat: parsing "1\\r": invalid syntax while parsing "a 1\\r"'],
    ['a 1_2', 'line 1: unsupported character in float "1_2" while parsing "a 1_2"'],
    ['a 0x1p-3', 'line 1: unsupported character in float "0x1p-3" while parsing "a 0x1p-3"'],
    ['a 1e999', 'line 1: strconv.ParseFloat: parsing "1e999": value out of range while parsing "a 1e999"'],
    ['a 1 x', 'line 1: expected a timestamp in ms or the end of the line, got "x" while parsing "a 1 x"'],
    ['a 1 1.5', 'line 1: expected the end of the line, got "." while parsing "a 1 1."'],
    ['a 1 1 # x', 'line 1: expected the end of the line, got "#" while parsing "a 1 1 #"'],
    ['a 1 12345678901234567890', 'line 1: timestamp "12345678901234567890" is out of range'],
    [
      '# TYPE a info',
      'line 1: invalid metric type "info", expected one of counter, gauge, histogram, summary, untyped',
    ],
  ])('%j is refused', (page, message) => {
    expect(() => readText(page)).toThrow(expect.objectContaining({ code: 'invalid_argument', message }));
  });

  it.each<[string, number]>([
    ['0', 0],
    ['-0', -0],
    ['+1.', 1],
    ['.5', 0.5],
    ['007', 7],
    ['1e3', 1000],
    ['1E-22', 1e-22],
    ['123456789012345e22', 123456789012345e22],
    ['9007199254740993', 9007199254740992],
    ['0.1234567890123456789', 0.12345678901234568],
    ['1e23', 1e23],
    ['5e-324', 5e-324],
    ['1e-999', 0],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['nAn', Number.NaN],
  ])('reads the value %s', (value, expected) => {
    expect(readText(`a ${value}\n`)).toEqual([[{ __name__: 'a' }, expected, undefined]]);
  });

  it.each<[string, Record<string, string>]>([
    ['a{b="\\\\n\\"\\n\\x"}', { __name__: 'a', b: '\\n"\n\\x' }],
    ['a{b="}{"}', { __name__: 'a', b: '}{' }],
    ['a{b="two\nlines"}', { __name__: 'a', b: 'two\nlines' }],
    ['a\t{ b="c" d="e" , }', { __name__: 'a', b: 'c', d: 'e' }],
    ['{b="c","a.b"}', { __name__: 'a.b', b: 'c' }],
    ['{"a \\"b\\""}', { __name__: 'a "b"' }],
    ['a:b{}', { __name__: 'a:b' }],
    ['a{le="1"}', { __name__: 'a', le: '1' }],
  ])('reads the labels of %j', (series, labels) => {
    expect(readText(`${series} 1`)).toEqual([[labels, 1, undefined]]);
  });

  it.each(['# TYPE 1a counter', '# HELP', '# TYPE', '#TYPE a info', '#', '# TYPEa info', '## TYPE a info'])(
    'takes %j for a comment',
    (line) => expect(readText(`${line}\na 1`)).toHaveLength(1),
  );
});

describe('OpenMetrics', () => {
  it.each<[string, string]>([
    ['a 1\n', 'line 2: data does not end with # EOF'],
    ['', 'line 1: data does not end with # EOF'],
    ['# EOF\n\n', 'line 2: unexpected data after # EOF'],
    ['# EOFx', 'line 1: unexpected data after # EOF'],
    ['\na 1\n# EOF', 'line 1: expected the start of a series, got "\\n" while parsing "\\n"'],
    ['# a comment\n# EOF', 'line 1: expected # HELP, # TYPE, # UNIT or # EOF, got " " while parsing "# "'],
    ['# TYPE a untyped\n# EOF', 'line 1: invalid metric type "untyped", expected one of counter, gauge, histogram,'],
    ['# TYPE a\n# EOF', 'line 1: expected a space and a text behind "# TYPE a", got "\\n"'],
    ['# TYPE 1 gauge\n# EOF', 'line 1: expected a metric name behind # TYPE, got "1"'],
    ['# UNIT a_bytes seconds\n# EOF', 'line 1: unit "seconds" is not a suffix of metric "a_bytes"'],
    ['# UNIT bytes bytes\n# EOF', 'line 1: unit "bytes" is not a suffix of metric "bytes"'],
    ['a  1\n# EOF', 'line 1: expected a value behind the series, got " "'],
    ['a{b="c"d="e"} 1\n# EOF', 'line 1: expected a comma or a closing brace, got "d"'],
    ['a{ b="c"} 1\n# EOF', 'line 1: expected a label name or a closing brace, got " "'],
    ['a{b="c\nd"} 1\n# EOF', 'line 1: a label value goes on in the next line'],
    ['a 1 \n# EOF', 'line 1: expected a timestamp in seconds, got "\\n"'],
    ['a 1 NaN\n# EOF', 'line 1: invalid timestamp "NaN"'],
    ['a 1 1 1\n# EOF', 'line 1: expected an exemplar or the end of the line, got " "'],
    ['a 1 # x\n# EOF', 'line 1: expected a timestamp, an exemplar or the end of the line, got " "'],
    ['a 1 # {b="c"}\n# EOF', 'line 1: expected the value of an exemplar, got "\\n"'],
    ['a 1 # {b="c"} x\n# EOF', 'line 1: strconv.ParseFloat: parsing "x": invalid syntax'],
    ['a 1 # {b="c"} 1 1 1\n# EOF', 'line 1: expected the end of the line behind the exemplar, got " "'],
    ['a 1 # {b="c",b="d"} 1\n# EOF', 'line 1: label name "b" is not unique in an exemplar'],
    ['a 1 # {"b"} 1\n# EOF', 'line 1: an exemplar has no metric name, only labels'],
    ['a 1\r\n# EOF', 'line 1: strconv.ParseFloat: parsing "1\\r": invalid syntax'],
  ])('%j is refused', (page, message) => {
    expect(() => readOpenMetrics(page)).toThrow(
      expect.objectContaining({ code: 'invalid_argument', message: expect.stringContaining(message) }),
    );
  });

  it('keeps a series whose name only looks like a time of creation', () => {
    const names = readOpenMetrics(
      '# TYPE a gauge\na_created 1\n# TYPE b counter\nab_created 1\nb_created_x 1\nb_created 1\n# EOF\n',
    ).map(([labels]) => labels.__name__);
    expect(names).toEqual(['a_created', 'ab_created', 'b_created_x']);
  });

  it('tells apart when metrics of a family began, quoted names too', () => {
    const lines = [
      '# TYPE "x.y" summary',
      '{"x.y",a="1",quantile="0.5"} 1',
      '{"x.y_sum",a="1"} 1',
      '{"x.y_created",a="1"} 1.5',
      '{"x.y_sum",a="2"} 1',
      '{"x.y_created",a="2"} 2',
      '{"x.y_sum",a="3"} 1',
      '# TYPE z counter',
      'z_total{a="1"} 1',
      '# EOF',
    ];
    const reader = openExposition('application/openmetrics-text', Buffer.from(lines.join('\n')), OPTIONS);
    const created: (number | undefined)[] = [];
    while (reader.next()) created.push(reader.createdMs);
    expect(created).toEqual([1500, 1500, 2000, undefined, undefined]);
  });
});
