import './app/preload-page';
import './theme/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/http';
import { PAGE_NONCE } from './app/page-nonce';
import { Routes } from './app/routes';
import { Shell } from './app/shell';
import { Toasts } from './controls/toast';

/** Asked again only where the server may answer otherwise: not what it has refused. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      staleTime: 10_000,
      retry: (count, error) =>
        count < 1 && (!(error instanceof ApiError) || error.status === 0 || error.status === 503),
    },
  },
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <CSPProvider nonce={PAGE_NONCE}>
        <Tooltip.Provider delay={400}>
          <Toasts>
            <Shell>
              <Routes />
            </Shell>
          </Toasts>
        </Tooltip.Provider>
      </CSPProvider>
    </QueryClientProvider>
  </StrictMode>,
);
