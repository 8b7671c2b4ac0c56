/** Reports in one line. */
import type { Translator } from '../../i18n/translate.ts';
import type { PublishReport } from '../../sync/outcome.ts';
import type { RefreshReport } from '../../sync/refresh.ts';

/** "n published, m waiting, k refused": what is zero is left out. */
export function publishSummary(report: PublishReport, verb: 'check' | 'publish', { t }: Translator): string {
  const { published, unchanged, valid, refused, invalid, conflicts, waiting, restored, archived } = report;
  const parts: string[] = [];
  const add = (count: number, text: string) => count > 0 && parts.push(text);
  if (verb === 'check') add(valid, t('result.valid', { count: valid }));
  else add(published, t('result.published', { count: published }));
  add(archived, t('result.archived', { count: archived }));
  add(unchanged, t('result.unchanged', { count: unchanged }));
  add(waiting, t('result.waiting', { count: waiting }));
  add(refused + invalid, t('result.refused', { count: refused + invalid }));
  add(conflicts, t('result.conflicts', { count: conflicts }));
  add(restored, t('result.restored', { count: restored }));
  return parts.length > 0 ? parts.join(t('common.comma')) : t('result.nothing');
}

export function refreshSummary(report: RefreshReport, { t }: Translator): string {
  const { added, updated, removed, merged, conflicts } = report;
  const parts: string[] = [];
  const add = (count: number, text: string) => count > 0 && parts.push(text);
  add(added, t('refresh.added', { count: added }));
  add(updated, t('refresh.updated', { count: updated }));
  add(removed, t('refresh.removed', { count: removed }));
  add(merged, t('refresh.merged', { count: merged }));
  add(conflicts, t('result.conflicts', { count: conflicts }));
  return parts.length > 0 ? parts.join(t('common.comma')) : t('refresh.nothing');
}
