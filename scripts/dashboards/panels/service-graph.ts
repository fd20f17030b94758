import { PanelBuilder as NodeGraphBuilder } from '@grafana/grafana-foundation-sdk/nodegraph';
import { serviceMap } from '../queries.js';
import { describe, type PanelBuilder, type PanelText } from './panel.js';

export interface ServiceGraphOptions extends PanelText {
  /** Selectors of the metrics of the service graph; any of them may match. */
  readonly filters?: readonly string[];
}

/** Who calls whom, how often, how long, with which share of failures. */
export const serviceGraph = ({ filters = [], ...text }: ServiceGraphOptions): PanelBuilder =>
  describe(new NodeGraphBuilder(), { width: 12, height: 12, ...text }, [serviceMap(...filters)]);
