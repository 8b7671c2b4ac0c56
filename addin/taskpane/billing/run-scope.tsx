import { Field, Input } from '@fluentui/react-components';
import { CommunitiesDocument, type RunScopeInput, type RunScopeKind } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { CustomerSearch, type FoundCustomer } from '../common/customer-search.tsx';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';

const KINDS = ['ALL', 'COMMUNITY', 'BUILDING', 'CUSTOMER_GROUP', 'FEE_ITEMS', 'CUSTOMERS', 'CUSTOMER'] as const;

/** What a person chose so far. */
export interface ScopeChoice {
  kind: RunScopeKind;
  community: string;
  building: string;
  group: string;
  codes: string;
  customer: FoundCustomer | null;
}

export const EVERYBODY: ScopeChoice = {
  kind: 'ALL',
  community: '',
  building: '',
  group: '',
  codes: '',
  customer: null,
};

/** The choice as the server takes it; null while something is missing. */
export function scopeOf({ kind, community, building, group, codes, customer }: ScopeChoice): RunScopeInput | null {
  switch (kind) {
    case 'ALL':
      return { kind };
    case 'COMMUNITY':
      return community ? { kind, code: community } : null;
    case 'BUILDING':
      return community && building.trim() ? { kind, code: community, building: building.trim() } : null;
    case 'CUSTOMER_GROUP':
      return group.trim() ? { kind, code: group.trim() } : null;
    case 'CUSTOMER':
      return customer ? { kind, code: customer.code } : null;
    default: {
      const list = codes.split(/[\s,;，；、]+/).filter((code) => code !== '');
      return list.length > 0 ? { kind, codes: list } : null;
    }
  }
}

interface Props {
  value: ScopeChoice;
  onChange: (choice: ScopeChoice) => void;
}

/** Whom and what a run bills. */
export function ScopeFields({ value, onChange }: Props) {
  const { t } = useI18n();
  const { api } = useSession();
  const communities = useQuery((signal) => api.request(CommunitiesDocument, {}, signal), [api]);
  const places = communities.data?.premises.nodes ?? [];
  const change = (part: Partial<ScopeChoice>) => onChange({ ...value, ...part });
  const { kind } = value;
  return (
    <>
      <Field label={t('billing.scope')}>
        <NarrowSelect
          value={kind}
          onChange={(_event, data) => {
            const chosen = data.value as RunScopeKind;
            change({ kind: chosen, community: value.community || (places[0]?.code ?? '') });
          }}
        >
          {KINDS.filter((each) => places.length > 0 || (each !== 'COMMUNITY' && each !== 'BUILDING')).map((each) => (
            <option key={each} value={each}>
              {t(`scope.${each}`)}
            </option>
          ))}
        </NarrowSelect>
      </Field>
      <ErrorNotice error={communities.error} onRetry={communities.reload} />
      {kind === 'COMMUNITY' || kind === 'BUILDING' ? (
        <Field label={t('scope.COMMUNITY')}>
          <NarrowSelect value={value.community} onChange={(_event, data) => change({ community: data.value })}>
            {places.map((place) => (
              <option key={place.id} value={place.code}>
                {place.name} ({place.code})
              </option>
            ))}
          </NarrowSelect>
        </Field>
      ) : null}
      {kind === 'BUILDING' ? (
        <Field label={t('scope.BUILDING')} required>
          <Input value={value.building} onChange={(_event, data) => change({ building: data.value })} />
        </Field>
      ) : null}
      {kind === 'CUSTOMER_GROUP' ? (
        <Field label={t('scope.CUSTOMER_GROUP')} required>
          <Input value={value.group} onChange={(_event, data) => change({ group: data.value })} />
        </Field>
      ) : null}
      {kind === 'CUSTOMERS' || kind === 'FEE_ITEMS' ? (
        <Field label={t(`scope.${kind}`)} hint={t('billing.codesHint')} required>
          <Input value={value.codes} onChange={(_event, data) => change({ codes: data.value })} />
        </Field>
      ) : null}
      {kind === 'CUSTOMER' ? (
        <CustomerSearch value={value.customer} onChange={(customer) => change({ customer })} />
      ) : null}
    </>
  );
}
