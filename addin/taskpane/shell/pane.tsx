/** The task pane as a whole: language and theme around the sign-in, and the sign-in around the work. */
import { useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from '../../i18n/i18n.tsx';
import { Api } from '../api.ts';
import { SessionProvider } from '../session/session.tsx';
import { Entrance } from './entrance.tsx';
import type { Platform } from './platform.ts';
import { PreferencesProvider, usePreferences } from './preferences.tsx';
import { Themed } from './theme.tsx';
import { ActivitiesProvider } from './use-activities.tsx';

/** Shows the pane in an element, for as long as the page lives. */
export function mountPane(element: HTMLElement, platform: Platform): void {
  createRoot(element).render(
    <PreferencesProvider platform={platform}>
      <Pane platform={platform} />
    </PreferencesProvider>,
  );
}

function Pane({ platform }: { platform: Platform }) {
  const { locale, theme } = usePreferences();
  const api = useMemo(() => new Api({ endpoint: platform.endpoint, token: platform.token }), [platform]);
  return (
    <I18nProvider locale={locale}>
      <Themed theme={theme}>
        <ActivitiesProvider>
          <SessionProvider api={api}>
            <Entrance platform={platform} />
          </SessionProvider>
        </ActivitiesProvider>
      </Themed>
    </I18nProvider>
  );
}
