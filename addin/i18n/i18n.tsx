/** The translator, for components. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Locale } from '../workbook/port.ts';
import { type Translator, translator } from './translate.ts';

const I18nContext = createContext<Translator>(translator('en'));

export function I18nProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const value = useMemo(() => translator(locale), [locale]);
  return <I18nContext.Provider value={value}>{children}</I18nContext.Provider>;
}

export function useI18n(): Translator {
  return useContext(I18nContext);
}
