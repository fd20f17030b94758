import { Page } from '../app/page';

export default function AlertsPage() {
  return <Page title="Alerts">{null}</Page>;
}
