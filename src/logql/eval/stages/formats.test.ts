import { describe, expect, it } from 'vitest';
import { EntryLabels } from '../entry-labels.js';
import { type PipelineEntry, pipelineEntry } from '../stage.js';
import { compileLabelFormat } from './label-format.js';
import { compileLineFormat } from './line-format.js';

function entry(): PipelineEntry {
  const labels = new EntryLabels(['env', 'prod'], ['trace', 't1']);
  labels.set('parsed', 'name', 'Ada');
  return pipelineEntry(labels, 'the line', 1795168800000000000n);
}

const labelsOf = ({ labels }: PipelineEntry): Record<string, string> =>
  Object.fromEntries([...labels.entries()].map(([name, value, category]) => [name, `${category}:${value}`]));

describe('line_format', () => {
  it.each([
    ['{{.name}} {{.env}} {{.trace}} {{.none}}|', 'Ada prod t1 |'],
    ['{{__line__}}!', 'the line!'],
    ['{{.}}', 'map[env:prod name:Ada trace:t1]'],
    ['', ''],
  ])('%j', (template, line) => {
    const stage = compileLineFormat({ kind: 'line-format', template });
    const formatted = entry();
    expect(stage(formatted)).toBe(true);
    expect(formatted.line).toBe(line);
    expect(formatted.labels.error).toBeUndefined();
  });

  it('keeps the line and marks the entry where the template fails', () => {
    const failed = entry();
    expect(compileLineFormat({ kind: 'line-format', template: 'x {{ div 1 0 }}' })(failed)).toBe(true);
    expect(failed.line).toBe('the line');
    expect([failed.labels.error, failed.labels.errorDetails]).toEqual([
      'TemplateFormatErr',
      'template: line:1:5: executing "line" at <div 1 0>: error calling div: runtime error: integer divide by zero',
    ]);
  });

  it.each([
    ['{{ .a', 'template: line:1: unclosed action'],
    ['{{ .a | quote }}', 'template: line:1: function "quote" not defined'],
  ])('refuses %j', (template, message) => {
    expect(() => compileLineFormat({ kind: 'line-format', template })).toThrow(
      `parse error : stage '| line_format "${template}"' : invalid line template: ${message}`,
    );
  });
});

describe('label_format', () => {
  const run = (formats: Parameters<typeof compileLabelFormat>[0]['formats']) => {
    const formatted = entry();
    expect(compileLabelFormat({ kind: 'label-format', formats })(formatted)).toBe(true);
    return labelsOf(formatted);
  };
  const rest = { env: 'stream:prod', trace: 'metadata:t1', name: 'parsed:Ada' };

  it('renames with the category', () => {
    expect(run([{ name: 'e', source: 'env' }])).toEqual({ e: 'stream:prod', trace: rest.trace, name: rest.name });
    expect(run([{ name: 'e', source: 'none' }])).toEqual(rest);
  });

  it('renames from left to right', () => {
    const formats = [
      { name: 'a', source: 'name' },
      { name: 'b', source: 'a' },
    ];
    expect(run(formats)).toEqual({ env: rest.env, trace: rest.trace, b: 'parsed:Ada' });
  });

  it('computes, and templates do not see each other', () => {
    const formats = [
      { name: 'env', template: '{{.env | upper}}' },
      { name: 'copy', template: '{{.env}}' },
    ];
    expect(run(formats)).toEqual({ ...rest, env: 'parsed:PROD', copy: 'parsed:prod' });
  });

  it('sets no label where the template fails', () => {
    const details =
      'template: label:1:3: executing "label" at <div 1 0>: error calling div: runtime error: integer divide by zero';
    expect(run([{ name: 'x', template: '{{ div 1 0 }}' }])).toEqual({
      ...rest,
      __error__: 'parsed:TemplateFormatErr',
      __error_details__: `parsed:${details}`,
    });
  });

  it.each([
    [[{ name: '__error__', template: 'x' }], `'| label_format __error__="x"' : __error__ cannot be formatted`],
    [
      [{ name: 'x', template: '{{.name' }],
      `'| label_format x="{{.name"' : invalid template for label 'x': template: label:1: unclosed action`,
    ],
    [
      [
        { name: 'x', template: '1' },
        { name: 'x', source: 'y' },
      ],
      `'| label_format x="1",x=y' : multiple label name 'x' not allowed in a single format operation`,
    ],
  ])('refuses %j', (formats, message) => {
    expect(() => compileLabelFormat({ kind: 'label-format', formats })).toThrow(`parse error : stage ${message}`);
  });
});
