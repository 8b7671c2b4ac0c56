import {
  Badge,
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { LocalLanguageRegular } from '@fluentui/react-icons/svg/local-language';
import { PersonCircleRegular } from '@fluentui/react-icons/svg/person-circle';
import { PersonSearchRegular } from '@fluentui/react-icons/svg/person-search';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import { formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles as useShared } from '../common/styles.ts';
import { useSession, useViewer } from '../session/session.tsx';
import { useActiveMeta } from '../sheets/use-active-sheet.ts';
import { environmentOf } from './environment.ts';
import { Logo } from './logo.tsx';
import type { Section } from './navigation.tsx';
import { usePreferences } from './preferences.tsx';
import { useActivityList } from './use-activities.tsx';

const useStyles = makeStyles({
  header: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  mark: { color: tokens.colorBrandForeground1, display: 'flex' },
  names: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
});

/** Whose books these are, who works in them, where, and how fresh the sheet in front is. */
export function Header({ section, onSection }: { section: Section; onSection: (section: Section) => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const shared = useShared();
  const { tenant, operator } = useViewer();
  const meta = useActiveMeta();
  const running = useActivityList().filter((activity) => activity.state === 'running').length;
  const environment = environmentOf(location.hostname);
  return (
    <section className={styles.header} aria-label={tenant.name}>
      <span className={styles.mark}>
        <Logo />
      </span>
      <div className={styles.names}>
        <div className={shared.row}>
          <Text weight="semibold" className={shared.shorten} title={tenant.name}>
            {tenant.name}
          </Text>
          {environment ? (
            <Badge appearance="tint" color="warning" size="small">
              {t(`environment.${environment}`)}
            </Badge>
          ) : null}
        </div>
        <Text className={`${shared.quiet} ${shared.shorten}`}>
          {operator.name}
          {meta ? ` · ${t('shell.asOf', { time: formatMoment(meta.asOf) })}` : ''}
        </Text>
      </div>
      <Tooltip content={t('section.customers')} relationship="label">
        <Button
          appearance="subtle"
          aria-pressed={section === 'customers'}
          icon={<PersonSearchRegular />}
          onClick={() => onSection('customers')}
        />
      </Tooltip>
      <Tooltip content={t('section.activity')} relationship="label">
        <Button
          appearance="subtle"
          aria-pressed={section === 'activity'}
          icon={<HistoryRegular />}
          onClick={() => onSection('activity')}
        >
          {running > 0 ? String(running) : undefined}
        </Button>
      </Tooltip>
      <OperatorMenu onSection={onSection} />
    </section>
  );
}

function OperatorMenu({ onSection }: { onSection: (section: Section) => void }) {
  const { t } = useI18n();
  const { operator } = useViewer();
  const { signOut } = useSession();
  const { locale, setLocale } = usePreferences();
  const other = locale === 'zh' ? 'en' : 'zh';
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<PersonCircleRegular />}
          aria-label={t('shell.menu', { name: operator.name })}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem
            icon={<LocalLanguageRegular />}
            lang={other === 'zh' ? 'zh-CN' : 'en'}
            onClick={() => setLocale(other)}
          >
            {t('language.other')}
          </MenuItem>
          <MenuItem icon={<SettingsRegular />} onClick={() => onSection('settings')}>
            {t('section.settings')}
          </MenuItem>
          <MenuDivider />
          <MenuItem icon={<SignOutRegular />} onClick={() => void signOut()}>
            {t('shell.signOut')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
