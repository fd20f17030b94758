import { useEffect, useRef, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { isEditing } from './edit-address';

/** https://developer.mozilla.org/docs/Web/API/Navigation; where it is missing only leaving the page is asked about. */
interface NavigateEvent extends Event {
  readonly destination: { readonly url: string };
}

export interface LeaveGuard {
  /** Where somebody wants to go although there are changes. */
  readonly wanted: string | undefined;
  readonly stay: () => void;
  /** Goes somewhere else with nothing to be lost: what was changed is saved. */
  readonly go: (to: string, options?: { replace: boolean }) => void;
  /** Goes there; what was changed is lost. */
  readonly leave: () => void;
}

/** Holds whoever would leave the editor while there are changes that are not saved. */
export function useLeaveGuard(isChanged: boolean): LeaveGuard {
  const [wanted, setWanted] = useState<string>();
  const isLeaving = useRef(false);
  useEffect(() => {
    if (!isChanged) return undefined;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onNavigate = (event: Event) => {
      const to = new URL((event as NavigateEvent).destination.url);
      const stays = to.pathname === window.location.pathname && isEditing(to.pathname, to.searchParams);
      if (isLeaving.current || stays || to.origin !== window.location.origin || !event.cancelable) return;
      event.preventDefault();
      setWanted(`${to.pathname}${to.search}`);
    };
    const navigation = (window as { navigation?: EventTarget }).navigation;
    window.addEventListener('beforeunload', onUnload);
    navigation?.addEventListener('navigate', onNavigate);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      navigation?.removeEventListener('navigate', onNavigate);
    };
  }, [isChanged]);
  const go: LeaveGuard['go'] = (to, options) => {
    isLeaving.current = true;
    navigate(to, options);
  };
  return {
    wanted,
    stay: () => setWanted(undefined),
    go,
    leave: () => wanted !== undefined && go(wanted),
  };
}
