import { Button, Field, SearchBox, Text } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { FindCustomersDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useSession } from '../session/session.tsx';
import { ErrorNotice } from './notices.tsx';
import { useStyles } from './styles.ts';
import { useQuery } from './use-query.ts';

export interface FoundCustomer {
  code: string;
  name: string;
}

interface Props {
  value: FoundCustomer | null;
  onChange: (customer: FoundCustomer | null) => void;
  /** What to search for at first. */
  start?: string;
  /** Takes the keyboard when it appears. */
  focused?: boolean;
}

/** A value that follows another once it has rested. */
function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}

/** Puts the keyboard on the first button of a list. */
function goToFirst(list: HTMLElement | null): void {
  list?.querySelector('button')?.focus();
}

/** Finds a customer by part of code, name, telephone or premise. */
export function CustomerSearch({ value, onChange, start = '', focused = false }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const [text, setText] = useState(start);
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (focused) box.current?.focus();
  }, [focused]);
  const search = useRested(text.trim(), 250);
  const found = useQuery(
    async (signal) =>
      search === ''
        ? null
        : { search, nodes: (await api.request(FindCustomersDocument, { search }, signal)).customers.nodes },
    [api, search],
  );
  /** Whether somebody pressed Enter: the keyboard goes to what is found, as soon as it is. */
  const eager = useRef(false);
  const isFound = found.data?.search === text.trim();
  useEffect(() => {
    if (!eager.current || !isFound) return;
    eager.current = false;
    goToFirst(list.current);
  }, [isFound]);
  if (value) {
    return (
      <div className={styles.spread}>
        <Text className={styles.shorten}>
          {value.name} <span className={styles.quiet}>{value.code}</span>
        </Text>
        <Button size="small" onClick={() => onChange(null)}>
          {t('common.change')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.tight}>
      <Field label={t('customer.search')}>
        <SearchBox
          ref={box}
          value={text}
          onChange={(_event, data) => {
            eager.current = false;
            setText(data.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            if (isFound) goToFirst(list.current);
            else eager.current = text.trim() !== '';
          }}
        />
      </Field>
      <ErrorNotice error={found.error} onRetry={found.reload} />
      <ul ref={list} className={styles.list} aria-label={t('customer.found')} aria-live="polite">
        {(found.data?.nodes ?? []).map((customer) => (
          <li key={customer.id}>
            <Button
              appearance="subtle"
              size="small"
              style={{ justifyContent: 'flex-start', width: '100%', fontWeight: 400 }}
              onClick={() => onChange({ code: customer.code, name: customer.name })}
            >
              <Text size={200} truncate wrap={false}>
                {customer.name} · {customer.code}
              </Text>
            </Button>
          </li>
        ))}
        {found.data?.nodes.length === 0 ? <li className={styles.quiet}>{t('customer.none')}</li> : null}
      </ul>
    </div>
  );
}
