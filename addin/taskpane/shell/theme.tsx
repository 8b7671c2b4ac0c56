import {
  FluentProvider,
  type Theme,
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ThemeName } from './platform.ts';

const FONTS =
  '"Segoe UI", "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';

const THEMES: Record<ThemeName, Theme> = {
  light: { ...webLightTheme, fontFamilyBase: FONTS },
  dark: { ...webDarkTheme, fontFamilyBase: FONTS },
  contrast: { ...teamsHighContrastTheme, fontFamilyBase: FONTS },
};

export function Themed({ theme, children }: { theme: ThemeName; children: ReactNode }) {
  return (
    <FluentProvider theme={THEMES[theme]} style={{ height: '100%' }}>
      {children}
    </FluentProvider>
  );
}
