import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useI18n } from '../../i18n/i18n.tsx';
import type { MessageKey } from '../../i18n/translate.ts';

export type Section =
  | 'sheets'
  | 'billing'
  | 'counter'
  | 'reconcile'
  | 'reports'
  | 'customers'
  | 'activity'
  | 'settings';

const TABS: readonly Section[] = ['sheets', 'billing', 'counter', 'reconcile', 'reports'];

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingLeft: tokens.spacingHorizontalXS,
    // Five words fit into a narrow pane; where letters are wide, the last is scrolled to.
    overflowX: 'auto',
    scrollbarWidth: 'none',
    '& [role=tab]': { paddingLeft: tokens.spacingHorizontalXS, paddingRight: tokens.spacingHorizontalXS },
  },
});

export function Navigation({ section, onSection }: { section: Section; onSection: (section: Section) => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  return (
    <nav className={styles.bar} aria-label={t('shell.sections')}>
      <TabList
        size="small"
        selectedValue={section}
        onTabSelect={(_event, data) => onSection(data.value as Section)}
        selectTabOnFocus={false}
      >
        {TABS.map((name) => (
          <Tab key={name} value={name} aria-controls="pane-section">
            {t(`section.${name}` as MessageKey)}
          </Tab>
        ))}
      </TabList>
    </nav>
  );
}
