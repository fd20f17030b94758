import { SeverityNumber } from '@opentelemetry/api-logs';
import { describe, expect, it } from 'vitest';
import { toLogRecord } from './otlp-log-stream.js';

describe('toLogRecord', () => {
  it('keeps fields as attributes and leaves to the SDK what the resource and the span say', () => {
    const line = {
      level: 40,
      time: 1_700_000_000_123,
      msg: 'slow',
      service: 's',
      env: 'e',
      trace_id: 't',
      span_id: 'p',
    };
    expect(toLogRecord({ ...line, table: 'users' })).toEqual({
      timestamp: 1_700_000_000_123,
      severityNumber: SeverityNumber.WARN,
      severityText: 'WARN',
      body: 'slow',
      attributes: { table: 'users' },
    });
  });

  it('names an error by the semantic conventions', () => {
    const err = { type: 'ServiceError', message: 'gone', stack: 'at x', code: 'c' };
    expect(toLogRecord({ level: 50, time: 1, msg: 'm', err }).attributes).toEqual({
      'exception.type': 'ServiceError',
      'exception.message': 'gone',
      'exception.stacktrace': 'at x',
    });
  });
});
