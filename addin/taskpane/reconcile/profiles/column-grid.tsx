import { Checkbox, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { StatementColumnKind } from '../../../generated/operations.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { NarrowSelect } from '../../common/narrow-select.tsx';
import { useStyles as useShared } from '../../common/styles.ts';
import { type Draft, KINDS, type Preview, withKind } from './draft.ts';

const useStyles = makeStyles({
  box: {
    overflow: 'auto',
    maxHeight: '300px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  table: {
    borderCollapse: 'separate',
    borderSpacing: 0,
    fontSize: tokens.fontSizeBase200,
    '& td, & th': {
      padding: '2px 6px',
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
      textAlign: 'left',
      whiteSpace: 'nowrap',
      maxWidth: '160px',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    '& thead th': {
      position: 'sticky',
      top: 0,
      zIndex: 1,
      minWidth: '116px',
      backgroundColor: tokens.colorNeutralBackground2,
      overflow: 'visible',
    },
    '& thead th:first-child': { minWidth: 0 },
    '& label': { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
  },
  heading: { '& td, & th': { fontWeight: tokens.fontWeightSemibold, backgroundColor: tokens.colorBrandBackground2 } },
  above: { '& td': { color: tokens.colorNeutralForeground3 } },
  wrong: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    outline: `1px solid ${tokens.colorStatusDangerBorder1}`,
  },
});

interface Props {
  preview: Preview;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** The first rows of a file: one is the heading, and each column holds something. */
export function ColumnGrid({ preview, draft, onChange }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const shared = useShared();
  return (
    <div className={shared.tight}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div className={styles.box} role="region" aria-label={t('profiles.grid')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('profiles.line')}</th>
              {draft.kinds.map((kind, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={place} scope="col">
                  <KindSelect
                    kind={kind}
                    label={t('profiles.columnHolds', { column: columnLabel(preview, draft, place) })}
                    onChange={(chosen) => onChange(withKind(draft, place, chosen, preview))}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <Row key={row.line} row={row} preview={preview} draft={draft} onChange={onChange} />
            ))}
          </tbody>
        </table>
      </div>
      <Checkbox
        label={t('profiles.noHeadings')}
        checked={draft.headingLine === 0}
        onChange={(_event, data) =>
          onChange({ ...draft, headingLine: data.checked === true ? 0 : (preview.rows[0]?.line ?? 1) })
        }
      />
      <Text className={shared.quiet}>{t('profiles.gridHint')}</Text>
    </div>
  );
}

const columnLabel = ({ columns, headingLine }: Preview, draft: Draft, place: number): string =>
  (headingLine === draft.headingLine && columns[place]?.heading) || String(place + 1);

function Row({ row, preview, draft, onChange }: Props & { row: Preview['rows'][number] }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { problem, columns } = preview;
  const isHeading = row.line === draft.headingLine;
  const isWrong = (place: number) =>
    problem?.line === row.line && problem.field !== null && columns[place]?.name === problem.field.toLowerCase();
  return (
    <tr className={isHeading ? styles.heading : row.line < draft.headingLine ? styles.above : undefined}>
      <th scope="row">
        <label>
          <input
            type="radio"
            name="heading-line"
            checked={isHeading}
            aria-label={t('profiles.headingLine', { line: row.line })}
            onChange={() => onChange({ ...draft, headingLine: row.line })}
          />
          {row.line}
        </label>
      </th>
      {draft.kinds.map((_, place) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          key={place}
          title={row.cells[place] ?? ''}
          className={mergeClasses(isWrong(place) && styles.wrong)}
        >
          {row.cells[place] ?? ''}
        </td>
      ))}
    </tr>
  );
}

interface KindProps {
  kind: StatementColumnKind | null;
  label: string;
  onChange: (kind: StatementColumnKind | null) => void;
}

function KindSelect({ kind, label, onChange }: KindProps) {
  const { t } = useI18n();
  return (
    <NarrowSelect
      size="small"
      aria-label={label}
      value={kind ?? ''}
      onChange={(_event, data) => onChange(data.value === '' ? null : (data.value as StatementColumnKind))}
    >
      <option value="">{t('profiles.nothing')}</option>
      {KINDS.map((each) => (
        <option key={each} value={each}>
          {t(`columnKind.${each}`)}
        </option>
      ))}
    </NarrowSelect>
  );
}
