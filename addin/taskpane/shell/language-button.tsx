import { Button } from '@fluentui/react-components';
import { LocalLanguageRegular } from '@fluentui/react-icons/svg/local-language';
import { useI18n } from '../../i18n/i18n.tsx';
import { usePreferences } from './preferences.tsx';

/** Switches to the other language; named in that language, for those who do not read this one. */
export function LanguageButton() {
  const { t } = useI18n();
  const { locale, setLocale } = usePreferences();
  const other = locale === 'zh' ? 'en' : 'zh';
  return (
    <Button
      appearance="subtle"
      size="small"
      icon={<LocalLanguageRegular />}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLocale(other)}
    >
      {t('language.other')}
    </Button>
  );
}
