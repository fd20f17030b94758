import { Page } from '../../app/page';

export default function MetricsPage() {
  return <Page title="Metrics">{null}</Page>;
}
