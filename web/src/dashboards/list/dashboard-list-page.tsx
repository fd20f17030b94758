import { Page } from '../../app/page';

export default function DashboardListPage() {
  return <Page title="Dashboards">{null}</Page>;
}
