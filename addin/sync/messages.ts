/** The sentences of the sync engine in the user's language. `{name}` is filled from an issue's parameters. */
import type { Locale } from '../workbook/port.ts';
import type { Issue } from './issues.ts';

type Sentences = Readonly<Record<string, { zh: string; en: string }>>;

/** What stands in the Status column. */
export const STATUS = {
  published: { zh: '已发布', en: 'Published' },
  valid: { zh: '检查通过', en: 'Valid' },
  invalid: { zh: '有误', en: 'Invalid' },
  refused: { zh: '被拒绝', en: 'Refused' },
  conflict: { zh: '冲突', en: 'Conflict' },
  waiting: { zh: '待发布', en: 'Waiting' },
  restored: { zh: '已恢复', en: 'Restored' },
} as const;

export type Status = keyof typeof STATUS;

const SENTENCES: Sentences = {
  'value.cell_error': {
    zh: '单元格显示错误 {error}，请先修正公式',
    en: 'the cell shows {error}; correct its formula first',
  },
  'value.not_a_number': {
    zh: '“{text}”不是数字，请写成 1234.56',
    en: '“{text}” is not a number; write it like 1234.56',
  },
  'value.not_an_integer': { zh: '“{text}”不是整数', en: '“{text}” is not a whole number' },
  'value.too_many_decimals': {
    zh: '{text} 的小数超过 {scale} 位；可舍入为 {rounded}',
    en: '{text} has more than {scale} decimals; it can be rounded to {rounded}',
  },
  'value.too_many_digits': {
    zh: '超过 15 位的数字会被表格截断；请先把单元格设为文本，再重新输入',
    en: 'a sheet cuts numbers after 15 digits; format the cell as text and type it again',
  },
  'value.not_a_date': {
    zh: '“{text}”不是存在的日期，请写成 2026-10-31',
    en: '“{text}” is not a date that exists; write it like 2026-10-31',
  },
  'value.has_time': { zh: '日期带有时间，请只写 {date}', en: 'the date has a time of day; write {date} only' },
  'value.not_in_list': { zh: '“{text}”不在可选项中', en: '“{text}” is not in the list' },
  'value.not_true_or_false': { zh: '“{text}”不是“是”或“否”', en: '“{text}” is neither yes nor no' },
  'value.required': { zh: '必须填写', en: 'must be filled in' },
  'value.unknown_reference': {
    zh: '没有编码“{text}”，请检查拼写或先发布它',
    en: 'no code “{text}”; check the spelling, or publish it first',
  },
  'sheet.duplicate_key': {
    zh: '编码“{text}”与第 {row} 行重复',
    en: 'the code “{text}” is already in row {row}',
  },
  'sheet.read_only_column': { zh: '此列由系统计算，不能修改', en: 'this column is computed and cannot be edited' },
  'sheet.conflict': {
    zh: '他人已修改同一单元格，请选择保留哪一个',
    en: 'someone else changed the same cell; choose which value stays',
  },
  'sheet.conflict_archived': {
    zh: '此行已被他人归档，而这里有未发布的修改',
    en: 'someone archived this row, and it has unpublished edits here',
  },
  'sheet.row_missing': {
    zh: '此行已从表中删除，已恢复；如需归档请明确选择',
    en: 'the row was gone from the sheet and was put back; ask for archiving to end it',
  },
  'sync.batch_refused': {
    zh: '其他行有误，整批未发布',
    en: 'another row was refused, so nothing of the batch was published',
  },
  'sync.interrupted': {
    zh: '连接中断，此行尚无结果；再次发布即可，不会重复',
    en: 'the connection broke before an answer came; publish again, nothing is doubled',
  },
  'sync.not_sent': {
    zh: '连接中断，此行尚未发送；请再次发布',
    en: 'the connection broke before this row was sent; publish again',
  },
  'sync.merged': {
    zh: '已与他人的修改合并，请再次发布',
    en: 'merged with someone else’s change; publish again',
  },
  'sync.cancelled': { zh: '已取消，尚未发布', en: 'cancelled before it was published' },
  'sync.key_reused': { zh: '请再发布一次', en: 'publish once more' },
  'sync.atomic_too_large': {
    zh: '整批发布最多 10,000 行，请改为逐行发布',
    en: 'all-or-nothing takes at most 10,000 rows; publish row by row instead',
  },
  'sync.nothing_to_undo': {
    zh: '此表还没有可撤销的发布',
    en: 'nothing was published from this sheet that could be taken back',
  },
  'sheet.not_bound': { zh: '此表不是数据表', en: 'this sheet is not bound to a dataset' },
  'sheet.no_base': {
    zh: '表中的比对副本缺失或损坏，请重新打开此数据表',
    en: 'the copy to compare with is missing or damaged; open the dataset anew',
  },
  'sheet.id_column_missing': {
    zh: '隐藏列 _id 已被删除，请重新打开此数据表',
    en: 'the hidden column _id was deleted; open the dataset anew',
  },
  'sheet.read_only_dataset': {
    zh: '此数据表由系统计算，不能发布',
    en: 'this dataset is computed and cannot be published',
  },
  'sheet.keeps_changing': {
    zh: '发布期间表格不断变化，请稍后再试',
    en: 'the sheet kept changing meanwhile; try again in a moment',
  },
  'analysis.no_sheet': {
    zh: '“{sheet}”表没有打开，请先打开它',
    en: 'the sheet “{sheet}” is not open; open it first',
  },
  'analysis.columns_missing': {
    zh: '“{sheet}”表缺少列：{columns}；请重新打开该表',
    en: 'the sheet “{sheet}” has no column {columns} any more; open it anew',
  },
  'workbook.sheet_missing': { zh: '工作簿中没有这张表', en: 'the sheet is no longer in the workbook' },
  'workbook.cell_editing': { zh: '请先结束单元格编辑', en: 'finish editing the cell first' },
  'workbook.read_only': { zh: '工作簿是只读的', en: 'the workbook is read-only' },
  'workbook.too_large': { zh: '数据超出表格的限制', en: 'too much for one cell or request of the spreadsheet' },
  'workbook.no_pivots': {
    zh: '此版本的 Excel 不能由加载项建立数据透视表；请使用 Excel 2021、Microsoft 365 或网页版',
    en: 'this Excel cannot build PivotTables for add-ins; Excel 2021, Microsoft 365 and Excel on the web can',
  },
  'workbook.unsupported': { zh: '此版本的 Excel 不支持该功能', en: 'this version of Excel cannot do that' },
  'workbook.failed': { zh: '表格程序报告了错误', en: 'the spreadsheet reported an error' },
};

/** The codes that this module translates; a test holds them to both languages. */
export const MESSAGE_CODES: readonly string[] = Object.keys(SENTENCES);

/**
 * The sentence for a code, in the user's language.
 * @param fallback the server's English sentence, for a code that is not known here
 */
export function sentence(
  locale: Locale,
  code: string,
  params: Readonly<Record<string, string>> = {},
  fallback?: string,
): string {
  const text = SENTENCES[code]?.[locale];
  if (text === undefined) return fallback ?? code;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
}

export function issueText(locale: Locale, issue: Issue, translate: Translate = sentence): string {
  return translate(locale, issue.code, issue.params, issue.message);
}

/** How codes become sentences; the pane passes one that knows the server's codes as well. */
export type Translate = typeof sentence;
