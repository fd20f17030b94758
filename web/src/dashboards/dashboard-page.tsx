import { Page } from '../app/page';

export default function DashboardPage() {
  return <Page title="Dashboard">{null}</Page>;
}
