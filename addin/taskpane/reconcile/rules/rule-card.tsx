import { Badge, Button, Text } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { useState } from 'react';
import type { RulePartsFragment } from '../../../generated/operations.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { Confirm } from '../../common/confirm.tsx';
import { useStyles } from '../../common/styles.ts';
import { conditionsText, effectText, titleOf } from './words.ts';

interface Props {
  rule: RulePartsFragment;
  place: number;
  last: number;
  busy: boolean;
  maySave: boolean;
  mayTry: boolean;
  onEdit: () => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** One rule: its place, what it does with which lines, and what became of that. */
export function RuleCard({ rule, place, last, busy, maySave, mayTry, onEdit, onMove, onRemove }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const styles = useStyles();
  const [removing, setRemoving] = useState(false);
  const title = titleOf(rule, i18n);
  return (
    <li className={styles.card} aria-label={title}>
      <Facts rule={rule} title={title} place={place} />
      {mayTry ? (
        <div className={styles.wrap}>
          {maySave ? (
            <>
              <MoveButton rule={rule} by={-1} title={title} disabled={busy || place === 1} onMove={onMove} />
              <MoveButton rule={rule} by={1} title={title} disabled={busy || place === last} onMove={onMove} />
            </>
          ) : null}
          <Button size="small" appearance="subtle" onClick={onEdit}>
            {t(maySave ? 'common.change' : 'trial.open')}
          </Button>
          {maySave ? (
            <Button size="small" appearance="subtle" disabled={busy} onClick={() => setRemoving(true)}>
              {t('rules.remove')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <Confirm
        open={removing}
        title={t('rules.removeTitle', { name: title })}
        verb={t('rules.remove')}
        onConfirm={() => {
          setRemoving(false);
          onRemove();
        }}
        onCancel={() => setRemoving(false)}
      >
        {t('rules.removeText')}
      </Confirm>
    </li>
  );
}

/** Names the button that keeps the focus when its rule has moved. */
export const moveButtonId = (ruleId: string, by: 1 | -1): string => `move-${by}-${ruleId}`;

interface MoveProps {
  rule: RulePartsFragment;
  by: 1 | -1;
  title: string;
  disabled: boolean;
  onMove: (by: 1 | -1) => void;
}

function MoveButton({ rule, by, title, disabled, onMove }: MoveProps) {
  const { t } = useI18n();
  return (
    <Button
      id={moveButtonId(rule.id, by)}
      size="small"
      appearance="subtle"
      icon={by === 1 ? <ArrowDownRegular /> : <ArrowUpRegular />}
      aria-label={t(by === 1 ? 'rules.moveDown' : 'rules.moveUp', { name: title })}
      disabledFocusable={disabled}
      onClick={() => onMove(by)}
    />
  );
}

function Facts({ rule, title, place }: { rule: RulePartsFragment; title: string; place: number }) {
  const i18n = useI18n();
  const { t } = i18n;
  const styles = useStyles();
  const { applied, confirmed, waiting, rejected } = rule.statistics;
  return (
    <>
      <div className={styles.spread} style={{ alignItems: 'flex-start' }}>
        <Text weight="semibold">
          {place}. {title}
        </Text>
        {rule.enabled ? null : (
          <Badge appearance="tint" size="small" color="informative" style={{ flexShrink: 0 }}>
            {t('rules.off')}
          </Badge>
        )}
      </div>
      <Text size={200} style={{ overflowWrap: 'anywhere' }}>
        {t('rules.sentence', { lines: conditionsText(rule, i18n), effect: effectText(rule, i18n) })}
      </Text>
      <Text className={styles.quiet}>
        {applied + confirmed + waiting + rejected === 0
          ? t('rules.unused')
          : t('rules.statistics', { applied, confirmed, waiting, rejected })}
      </Text>
    </>
  );
}
