import { expect, it } from 'vitest';
import { readProcessExporterConfig } from './process-exporter.js';
import { YamlFile } from './yaml-file.js';

const read = (text: string) => readProcessExporterConfig(new YamlFile('/etc/processes.yml', text));

it('reads which processes are followed', () => {
  const text = `process_names:\n- {name: "{{.Matches.Role}}", cmdline: ["--role=(?P<Role>\\\\w+)"]}\n- comm: [bash]\n`;
  expect(read(text).names).toEqual([
    { name: '{{.Matches.Role}}', comm: [], exe: [], cmdline: ['--role=(?P<Role>\\w+)'] },
    { name: '{{.ExeBase}}', comm: ['bash'], exe: [], cmdline: [] },
  ]);
});

it.each([
  ['process_names: [{name: a}]', '1:17: process_names[0]: says of no process that it is meant'],
  ['process_names: [{cmdline: ["("]}]', '1:28: process_names[0].cmdline[0]: "(" is not a regular expression'],
  ['process_names: []\nprocess_name: []', '2:1: process_name is not a known setting; did you mean process_names?'],
])('refuses %j', (text, message) => {
  expect(() => read(text)).toThrow(`/etc/processes.yml:${message}`);
});
