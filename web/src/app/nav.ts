import { Activity, Bell, Compass, Gauge, LayoutDashboard, type LucideIcon } from 'lucide-react';

export interface Destination {
  readonly path: string;
  readonly title: string;
  readonly icon: LucideIcon;
}

/** The main ways through the UI, in the order of the bar. */
export const DESTINATIONS: readonly Destination[] = [
  { path: '/services', title: 'Services', icon: Activity },
  { path: '/dashboards', title: 'Dashboards', icon: LayoutDashboard },
  { path: '/explore', title: 'Explore', icon: Compass },
  { path: '/alerts', title: 'Alerts', icon: Bell },
  { path: '/status', title: 'Status', icon: Gauge },
];
