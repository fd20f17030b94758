import type { FieldConfigSource, PanelPlugin } from '@grafana/data';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { registerFieldConfig } from './field-config/standard-properties';
import { type PanelSettings, preparePanel } from './panel-options';
import { loadPanel, panelKind } from './registry';
import { registerTransformers } from './transformers/register';

registerFieldConfig();
registerTransformers();

export interface ReadyPanel {
  readonly plugin: PanelPlugin;
  readonly options: object;
  readonly fieldConfig: FieldConfigSource;
}

/** The code of a panel and its settings with defaults; undefined while they load. `settings` is stable. */
export function usePlugin(settings: PanelSettings): { ready: ReadyPanel | undefined; error: Error | null } {
  const { data: plugin, error } = useQuery({
    queryKey: ['panel-code', panelKind(settings.type).isUnsupported ? 'unsupported' : settings.type],
    queryFn: () => loadPanel(settings.type),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  const [ready, setReady] = useState<ReadyPanel>();
  const [failure, setFailure] = useState<Error | null>(null);
  useEffect(() => {
    if (plugin === undefined) return undefined;
    let isGone = false;
    preparePanel(plugin, settings).then(
      (prepared) => {
        if (isGone) return;
        setFailure(null);
        setReady({ plugin, ...prepared });
      },
      (reason: unknown) => !isGone && setFailure(reason instanceof Error ? reason : new Error(String(reason))),
    );
    return () => {
      isGone = true;
    };
  }, [plugin, settings]);
  return { ready, error: error ?? failure };
}
