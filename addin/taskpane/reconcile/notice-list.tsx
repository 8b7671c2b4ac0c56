import { useI18n } from '../../i18n/i18n.tsx';
import { noteText, type Told } from '../common/notes.ts';

/** What does not tie or looks odd, in the user's language. */
export function NoticeList({ notices }: { notices: readonly Told[] }) {
  const i18n = useI18n();
  const texts = [...new Set(notices.map((notice) => noteText(notice, i18n)))];
  return (
    <ul style={{ margin: 0, paddingInlineStart: 16, overflowWrap: 'anywhere' }}>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
