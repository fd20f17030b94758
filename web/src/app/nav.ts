import { Activity, Bell, Compass, Gauge, LayoutDashboard, type LucideIcon } from 'lucide-react';

export interface Destination {
  readonly path: string;
  readonly title: string;
  readonly icon: LucideIcon;
  /** The shortcut that leads there. */
  readonly keys: string;
}

/** The main ways through the UI, in the order of the bar. */
export const DESTINATIONS: readonly Destination[] = [
  { path: '/services', keys: 'g h', title: 'Services', icon: Activity },
  { path: '/dashboards', keys: 'g d', title: 'Dashboards', icon: LayoutDashboard },
  { path: '/explore', keys: 'g e', title: 'Explore', icon: Compass },
  { path: '/alerts', keys: 'g a', title: 'Alerts', icon: Bell },
  { path: '/status', keys: 'g s', title: 'Status', icon: Gauge },
];
