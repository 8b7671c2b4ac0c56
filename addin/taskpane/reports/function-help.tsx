/** The worksheet functions: what they are called with, an example to put into the sheet, and what the last problem was. */
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { exampleOf, FUNCTIONS, type FunctionDeclaration, signature } from '../../functions/declarations.ts';
import type { WorksheetFunctions } from '../../functions/worksheet.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';

const useOwnStyles = makeStyles({
  formula: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  summary: { cursor: 'pointer', paddingBlock: tokens.spacingVerticalXXS },
  details: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalXXS} 0 ${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
});

export function FunctionHelp({ functions }: { functions: WorksheetFunctions }) {
  const { t } = useI18n();
  const styles = useStyles();
  const insert = useAction((formula: string) => functions.insert(formula));
  const recalculate = useAction(() => functions.recalculate());
  return (
    <section className={styles.card} aria-label={t('functions.title')}>
      <h2 className={styles.heading}>{t('functions.title')}</h2>
      <Text className={styles.quiet}>{t('functions.hint')}</Text>
      <News functions={functions} />
      <ErrorNotice error={insert.error ?? recalculate.error} />
      <div>
        {FUNCTIONS.map((declaration) => (
          <FunctionEntry
            key={declaration.name}
            declaration={declaration}
            onInsert={(formula) => void insert.run(formula)}
          />
        ))}
      </div>
      <div>
        <Button disabled={recalculate.running} onClick={() => void recalculate.run()}>
          {t('functions.recalculate')}
        </Button>
      </div>
    </section>
  );
}

function News({ functions }: { functions: WorksheetFunctions }) {
  const { t } = useI18n();
  const { problem, outdated } = useSyncExternalStore(functions.subscribe, functions.current);
  return (
    <>
      {outdated ? <Notice intent="warning">{t('functions.outdated')}</Notice> : null}
      {problem ? <Notice intent="info">{t('functions.problem', { ...problem })}</Notice> : null}
    </>
  );
}

interface EntryProps {
  declaration: FunctionDeclaration;
  onInsert: (formula: string) => void;
}

function FunctionEntry({ declaration, onInsert }: EntryProps) {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const own = useOwnStyles();
  const example = exampleOf(declaration);
  return (
    <details>
      <summary className={`${own.formula} ${own.summary}`}>{signature(declaration)}</summary>
      <div className={own.details}>
        <Text size={200}>{declaration.description[locale]}</Text>
        <ul className={`${styles.list} ${styles.quiet}`}>
          {declaration.parameters.map(({ name, description }) => (
            <li key={name}>
              <span className={own.formula}>{name}</span> {description[locale]}
            </li>
          ))}
        </ul>
        <div className={styles.wrap}>
          <code className={own.formula}>{example}</code>
          <Button size="small" aria-label={t('functions.insertExample', { example })} onClick={() => onInsert(example)}>
            {t('functions.insert')}
          </Button>
        </div>
      </div>
    </details>
  );
}
