/** Conflicts of a sheet: mine, theirs and what both began with; decided per field, per row or all at once. */
import { Button, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useState } from 'react';
import { columnOf } from '../../datasets/datasets.ts';
import { datasetOfSheet } from '../../datasets/layout.ts';
import type { Dataset } from '../../datasets/types.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { ConflictField, ConflictView, Side } from '../../sync/conflicts.ts';
import type { BoundSheet, CellValue } from '../../workbook/port.ts';
import { dateOfSerial } from '../../workbook/values.ts';
import { ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { type Choices, decisionsOf, undecided } from './choices.ts';
import { LastChange } from './last-change.tsx';

export default function ConflictsView({ sheet, onClose }: { sheet: BoundSheet; onClose: () => void }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { sync } = useWorkspace();
  const list = useQuery(() => sync.conflicts(sheet.id), [sync, sheet.id]);
  const [choices, setChoices] = useState<Choices>({});
  const apply = useAction(async (conflicts: readonly ConflictView[], all?: Side) => {
    const left = await sync.resolve(sheet.id, decisionsOf(conflicts, choices, all));
    setChoices({});
    if (left === 0) onClose();
    else list.reload();
  });
  const conflicts = list.data ?? [];
  const open = undecided(conflicts, choices);
  return (
    <section className={styles.stack} aria-label={t('conflicts.title')}>
      <div className={styles.row}>
        <Button appearance="subtle" icon={<ArrowLeftRegular />} aria-label={t('common.back')} onClick={onClose} />
        <h2 className={styles.heading}>{t('conflicts.title')}</h2>
      </div>
      <Text className={styles.quiet}>{t('conflicts.hint')}</Text>
      <ErrorNotice error={list.error ?? apply.error} />
      {list.loading && !list.data ? <Loading /> : null}
      {conflicts.length > 1 ? (
        <div className={styles.wrap}>
          <Button size="small" disabled={apply.running} onClick={() => void apply.run(conflicts, 'mine')}>
            {t('conflicts.allMine')}
          </Button>
          <Button size="small" disabled={apply.running} onClick={() => void apply.run(conflicts, 'theirs')}>
            {t('conflicts.allTheirs')}
          </Button>
        </div>
      ) : null}
      {conflicts.map((conflict) => (
        <ConflictCard key={conflict.id} sheet={sheet} conflict={conflict} choices={choices} onChoose={setChoices} />
      ))}
      <Button
        appearance="primary"
        disabled={apply.running || open === conflicts.length}
        onClick={() => void apply.run(conflicts)}
      >
        {t('conflicts.apply', { count: conflicts.length - open })}
      </Button>
    </section>
  );
}

interface CardProps {
  sheet: BoundSheet;
  conflict: ConflictView;
  choices: Choices;
  onChoose: (choices: Choices) => void;
}

function ConflictCard({ sheet, conflict, choices, onChoose }: CardProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const { sync } = useWorkspace();
  const dataset = datasetOfSheet(sheet.id);
  const chosen = choices[conflict.id] ?? {};
  const set = (fields: readonly string[], side: Side) =>
    onChoose({ ...choices, [conflict.id]: { ...chosen, ...Object.fromEntries(fields.map((f) => [f, side])) } });
  const columns = conflict.archived ? ['*'] : conflict.fields.map((field) => field.column);
  return (
    <article className={styles.card} aria-label={conflict.label}>
      <div className={styles.spread}>
        <Button
          appearance="transparent"
          size="small"
          style={{ justifyContent: 'flex-start', padding: 0, minWidth: 0 }}
          onClick={() => void sync.showCell(sheet.id, conflict.id, conflict.fields[0]?.column ?? null)}
        >
          <Text weight="semibold">{conflict.label}</Text>
        </Button>
        <div className={styles.row}>
          <Button size="small" onClick={() => set(columns, 'mine')}>
            {t('conflicts.mine')}
          </Button>
          <Button size="small" onClick={() => set(columns, 'theirs')}>
            {t('conflicts.theirs')}
          </Button>
        </div>
      </div>
      <LastChange rowId={conflict.id} />
      {conflict.archived ? (
        <RadioGroup value={chosen['*'] ?? ''} onChange={(_event, data) => set(['*'], data.value as Side)}>
          <Radio value="mine" label={t('conflicts.keepAsNew')} />
          <Radio value="theirs" label={t('conflicts.takeOut')} />
        </RadioGroup>
      ) : (
        conflict.fields.map((field) => (
          <FieldChoice
            key={field.column}
            dataset={dataset}
            field={field}
            value={chosen[field.column]}
            onChange={(side) => set([field.column], side)}
          />
        ))
      )}
    </article>
  );
}

interface FieldProps {
  dataset: Dataset | null;
  field: ConflictField;
  value: Side | undefined;
  onChange: (side: Side) => void;
}

function FieldChoice({ dataset, field, value, onChange }: FieldProps) {
  const { locale, t } = useI18n();
  const styles = useStyles();
  const column = dataset ? columnOf(dataset, field.column) : undefined;
  const label = column?.label[locale] ?? field.column;
  const shown = (cell: CellValue) => cellText(cell, column?.kind === 'date') || t('conflicts.blank');
  return (
    <div className={styles.tight}>
      <Text size={200} weight="semibold">
        {label}
      </Text>
      <Text className={styles.quiet}>{t('conflicts.base', { value: shown(field.base) })}</Text>
      <RadioGroup value={value ?? ''} aria-label={label} onChange={(_event, data) => onChange(data.value as Side)}>
        <Radio value="mine" label={`${t('conflicts.mine')}: ${shown(field.mine)}`} />
        <Radio value="theirs" label={`${t('conflicts.theirs')}: ${shown(field.theirs)}`} />
      </RadioGroup>
    </div>
  );
}

function cellText(cell: CellValue, isDate: boolean): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.error;
  if (isDate && typeof cell === 'number') return dateOfSerial(cell) ?? String(cell);
  return String(cell);
}
