import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import type { Settings } from '../settings.js';

/**
 * Who sends: becomes `job` and `instance` of series, `service_name` of logs. No `service.namespace`, which would make
 * the job `pyairtable/api-gateway`.
 */
export function resourceOf(settings: Settings): Resource {
  return resourceFromAttributes({
    'service.name': settings.service,
    'service.version': '1.4.0',
    'service.instance.id': settings.instance,
    'deployment.environment.name': settings.environment,
    'telemetry.sdk.language': 'nodejs',
    'telemetry.sdk.name': 'opentelemetry',
    'process.pid': process.pid,
    'process.runtime.name': 'nodejs',
    'process.runtime.version': process.versions.node,
  });
}
