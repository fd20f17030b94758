import { QuartetError } from '../../model/errors.js';
import { highWord, lowWord } from '../../model/words.js';
import { putJsonAnyValue, putJsonAttributes } from './any-value-from-json.js';
import { jsonArray, jsonEnum, jsonObject, jsonText, jsonUint32, jsonUint64, parseJsonBody } from './json-fields.js';
import { LogRecordFields, type LogRecordSink } from './logs-record.js';

/**
 * Decodes an ExportLogsServiceRequest in OTLP/JSON into `sink`; errors as `decodeLogsProtobuf`.
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function decodeLogsJson(body: Buffer, sink: LogRecordSink): void {
  const fields = new LogRecordFields();
  for (const item of jsonArray(parseJsonBody(body).resourceLogs, 'resourceLogs')) {
    const resourceLogs = jsonObject(item, 'resourceLogs');
    const scopes = jsonArray(resourceLogs.scopeLogs, 'scopeLogs').map((scope) => jsonObject(scope, 'scopeLogs'));
    const records = scopes.map((scope) => jsonArray(scope.logRecords, 'logRecords'));
    const resource = jsonObject(resourceLogs.resource, 'resource');
    sink.beginResource();
    putJsonAttributes(resource.attributes, sink.attributes);
    const dropped = jsonUint32(resource.droppedAttributesCount, 'droppedAttributesCount');
    const count = records.reduce((sum, list) => sum + list.length, 0);
    if (!sink.resource(dropped)) {
      sink.leftOut(count);
      continue;
    }
    for (const [i, scopeLogs] of scopes.entries()) {
      putScope(jsonObject(scopeLogs.scope, 'scope'), sink);
      for (const record of records[i]!) putRecord(jsonObject(record, 'logRecords'), fields, sink);
    }
  }
}

function putScope(scope: Record<string, unknown>, sink: LogRecordSink): void {
  sink.beginScope();
  putJsonAttributes(scope.attributes, sink.attributes);
  sink.scope({
    name: jsonText(scope.name, 'scope.name'),
    version: jsonText(scope.version, 'scope.version'),
    droppedAttributes: jsonUint32(scope.droppedAttributesCount, 'droppedAttributesCount'),
  });
}

function putRecord(record: Record<string, unknown>, fields: LogRecordFields, sink: LogRecordSink): void {
  fields.clear();
  const time = jsonUint64(record.timeUnixNano, 'timeUnixNano');
  fields.timeLow = lowWord(time);
  fields.timeHigh = highWord(time);
  const observed = jsonUint64(record.observedTimeUnixNano, 'observedTimeUnixNano');
  fields.observedLow = lowWord(observed);
  fields.observedHigh = highWord(observed);
  fields.severityNumber = jsonEnum(record.severityNumber, 'severityNumber', SEVERITY_NAMES);
  fields.severityText = jsonText(record.severityText, 'severityText');
  fields.eventName = jsonText(record.eventName, 'eventName');
  fields.traceId = hex(record.traceId, 'traceId');
  fields.spanId = hex(record.spanId, 'spanId');
  fields.flags = jsonUint32(record.flags, 'flags');
  fields.droppedAttributes = jsonUint32(record.droppedAttributesCount, 'droppedAttributesCount');
  if (record.body !== undefined && record.body !== null) putJsonAnyValue('', record.body, sink.body);
  putJsonAttributes(record.attributes, sink.attributes);
  sink.record(fields);
}

function hex(value: unknown, name: string): string {
  const text = jsonText(value, name);
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(text))
    throw new QuartetError('invalid_argument', `${name} must be hex, not ${JSON.stringify(text.slice(0, 40))}`);
  return text.toLowerCase();
}

/** The enum's names by number: `SEVERITY_NUMBER_TRACE`, `…_TRACE2`, … */
const SEVERITY_NAMES: readonly string[] = [
  'SEVERITY_NUMBER_UNSPECIFIED',
  ...['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((name) =>
    ['', '2', '3', '4'].map((step) => `SEVERITY_NUMBER_${name}${step}`),
  ),
];
