/** Language and theme: what the host says, unless the user chose otherwise. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Locale } from '../../workbook/port.ts';
import type { Platform, ThemeName } from './platform.ts';

export interface Preferences {
  locale: Locale;
  setLocale: (locale: Locale) => void;
  /** The theme shown. */
  theme: ThemeName;
  /** What was chosen: a theme, or to follow the host. */
  themeChoice: ThemeName | 'system';
  setThemeChoice: (choice: ThemeName | 'system') => void;
}

const Context = createContext<Preferences | null>(null);

/** The language for a host's language tag: Chinese of any kind reads Chinese, everybody else English. */
export function localeOf(tag: string): Locale {
  return /^zh\b/i.test(tag) ? 'zh' : 'en';
}

function storedLocale(platform: Platform): Locale {
  const stored = platform.storage.get('locale');
  return stored === 'zh' || stored === 'en' ? stored : localeOf(platform.displayLanguage);
}

function storedTheme(platform: Platform): ThemeName | 'system' {
  const stored = platform.storage.get('theme');
  return stored === 'light' || stored === 'dark' || stored === 'contrast' ? stored : 'system';
}

export function PreferencesProvider({ platform, children }: { platform: Platform; children: ReactNode }) {
  const [locale, setLocale] = useState(() => storedLocale(platform));
  const [themeChoice, setThemeChoice] = useState(() => storedTheme(platform));
  const [hostTheme, setHostTheme] = useState(() => platform.theme());
  const theme = themeChoice === 'system' ? hostTheme : themeChoice;
  useEffect(() => platform.onTheme(() => setHostTheme(platform.theme())), [platform]);
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset['theme'] = theme;
    platform.dress?.({ locale, theme });
  }, [platform, locale, theme]);
  const value = useMemo<Preferences>(
    () => ({
      locale,
      setLocale: (next) => {
        platform.storage.set('locale', next);
        setLocale(next);
      },
      theme,
      themeChoice,
      setThemeChoice: (next) => {
        platform.storage.set('theme', next === 'system' ? null : next);
        setThemeChoice(next);
      },
    }),
    [platform, locale, theme, themeChoice],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function usePreferences(): Preferences {
  const preferences = useContext(Context);
  if (!preferences) throw new Error('no PreferencesProvider above');
  return preferences;
}
