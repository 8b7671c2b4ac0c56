import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { columnOf } from '../../datasets/datasets.ts';
import { datasetOfSheet } from '../../datasets/layout.ts';
import { formatCount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { codeSentence } from '../../i18n/translate.ts';
import type { Issue } from '../../sync/issues.ts';
import type { BoundSheet, CellInput } from '../../workbook/port.ts';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles as useShared } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { type Place, Places, sheetRowNumber } from './places.ts';

/** A problem knows its row by position (before ids are given) or by id. */
export type ListedProblem = Issue & ({ row: number } | { id: string });

/** More do not help in a pane; the sheet's Status column can be filtered. */
const SHOWN = 50;

const useStyles = makeStyles({
  list: { maxHeight: '280px', overflowY: 'auto', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, paddingBottom: tokens.spacingVerticalXXS },
  jump: {
    width: '100%',
    justifyContent: 'flex-start',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    padding: tokens.spacingHorizontalXS,
  },
  text: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', minWidth: 0 },
});

/** Problems of rows; a click selects the cell. */
export function ProblemList({ sheet, problems }: { sheet: BoundSheet; problems: readonly ListedProblem[] }) {
  const { t } = useI18n();
  const styles = useStyles();
  const shared = useShared();
  const { workbook } = useWorkspace();
  const dataset = datasetOfSheet(sheet.id);
  const [places, setPlaces] = useState<Places | null>(null);
  useEffect(() => {
    if (dataset) void Places.read(workbook, sheet.id, dataset).then(setPlaces, () => undefined);
  }, [workbook, sheet.id, dataset]);
  const rest = problems.length - SHOWN;
  return (
    <div>
      <ul className={`${shared.list} ${styles.list}`} aria-label={t('problems.title')}>
        {problems.slice(0, SHOWN).map((problem, index) => (
          <li key={index} className={styles.item}>
            <ProblemItem
              sheet={sheet}
              problem={problem}
              place={'id' in problem ? (places?.ofId(problem.id) ?? null) : (places?.ofRow(problem.row) ?? null)}
            />
          </li>
        ))}
      </ul>
      {rest > 0 ? <Text className={shared.quiet}>{t('problems.rest', { count: formatCount(rest) })}</Text> : null}
    </div>
  );
}

function ProblemItem({ sheet, problem, place }: { sheet: BoundSheet; problem: ListedProblem; place: Place | null }) {
  const { locale, t } = useI18n();
  const styles = useStyles();
  const shared = useShared();
  const { workbook, sync } = useWorkspace();
  const dataset = datasetOfSheet(sheet.id);
  const column = dataset && problem.column ? columnOf(dataset, problem.column) : undefined;
  const text = codeSentence(locale, problem.code, problem.params, problem.message);
  const show = useAction(async () => {
    if (place) await workbook.select(sheet.id, place.row, problem.column ?? undefined);
  });
  const fix = useAction(async (value: CellInput) => {
    if ('id' in problem && problem.column) await sync.setCell(sheet.id, problem.id, problem.column, value);
    else if (place && problem.column) {
      await workbook.change(sheet.id, { cells: [{ row: place.row, column: problem.column, value }] });
    }
  });
  const where = [
    place ? t('problems.row', { row: sheetRowNumber(place.row) }) : '',
    place?.label ?? '',
    column?.label[locale] ?? '',
  ];
  return (
    <>
      <Button
        className={styles.jump}
        appearance="subtle"
        size="small"
        disabled={!place}
        onClick={() => void show.run()}
      >
        <span className={styles.text}>
          <Text size={200} weight="semibold">
            {where.filter(Boolean).join(' · ')}
          </Text>
          <Text size={200}>{text}</Text>
        </span>
      </Button>
      {problem.suggestion !== undefined && problem.suggestion !== null ? (
        <Button size="small" disabled={fix.running} onClick={() => void fix.run(problem.suggestion ?? null)}>
          {t('problems.fix', { value: String(problem.suggestion) })}
        </Button>
      ) : null}
      <div className={shared.tight}>
        <ErrorNotice error={show.error ?? fix.error} />
      </div>
    </>
  );
}
