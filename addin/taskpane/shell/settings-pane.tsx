import { Badge, Button, Field, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useI18n } from '../../i18n/i18n.tsx';
import type { Locale } from '../../workbook/port.ts';
import { useStyles } from '../common/styles.ts';
import { roleName } from '../session/demo-chips.tsx';
import { useSession, useViewer } from '../session/session.tsx';
import { CompanySettings } from './company-settings.tsx';
import type { Section } from './navigation.tsx';
import type { ThemeName } from './platform.ts';
import { usePreferences } from './preferences.tsx';

const THEMES = ['system', 'light', 'dark', 'contrast'] as const;

export default function SettingsPane({ onSection }: { onSection: (section: Section) => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { locale, setLocale, themeChoice, setThemeChoice } = usePreferences();
  return (
    <section className={styles.stack} aria-label={t('section.settings')}>
      <Account />
      <div className={styles.card}>
        <Field label={t('settings.language')} hint={t('settings.languageHint')}>
          <RadioGroup value={locale} onChange={(_event, data) => setLocale(data.value as Locale)}>
            <Radio value="zh" label={t('language.zh')} lang="zh-CN" />
            <Radio value="en" label={t('language.en')} lang="en" />
          </RadioGroup>
        </Field>
        <Field label={t('settings.theme')}>
          <RadioGroup
            value={themeChoice}
            onChange={(_event, data) => setThemeChoice(data.value as ThemeName | 'system')}
          >
            {THEMES.map((name) => (
              <Radio key={name} value={name} label={t(`theme.${name}`)} />
            ))}
          </RadioGroup>
        </Field>
      </div>
      <CompanySettings />
      <div>
        <Button onClick={() => onSection('sheets')}>{t('settings.back')}</Button>
      </div>
    </section>
  );
}

function Account() {
  const { t } = useI18n();
  const styles = useStyles();
  const { operator, tenant } = useViewer();
  const { signOut } = useSession();
  return (
    <div className={styles.card}>
      <Text weight="semibold">
        {operator.name} · {tenant.name}
      </Text>
      <div className={styles.wrap}>
        {operator.roles.map((role) => (
          <Badge key={role} appearance="outline">
            {roleName(role, t)}
          </Badge>
        ))}
      </div>
      <div>
        <Button size="small" onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Button>
      </div>
    </div>
  );
}
