import { Page } from '../app/page';

export default function ServicesPage() {
  return <Page title="Services">{null}</Page>;
}
